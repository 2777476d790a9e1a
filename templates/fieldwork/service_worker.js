{% autoescape off %}const TOLD = {{ told }};{% endautoescape %}
{% if on %}{% include "fieldwork/service_worker_on.js" %}{% else %}{% include "fieldwork/service_worker_off.js" %}{% endif %}
