"""From a dropped workbook to one change: preview, differences, issues, questions, explanations."""
