"""From an approved version to a file that holds both parties' signatures: invitation, signatures in the file, evidence,
expiry and refusal, paper, signatures made elsewhere."""
