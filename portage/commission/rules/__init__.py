"""Pure rules of commission: no table, no clock. Sums are Decimals with their currency, rates fractions of one."""
