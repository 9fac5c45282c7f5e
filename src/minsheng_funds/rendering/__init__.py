"""Statement + findings → what a person or a program reads. Pens import the Document only; none computes a figure."""
