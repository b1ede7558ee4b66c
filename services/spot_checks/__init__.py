"""抽查登记: a village drawn for a real review, from the notice to the papers handed over."""
