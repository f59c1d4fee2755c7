output "tables" {
  description = "By name in the code: the table's name and ARN."
  value       = { for name, table in aws_dynamodb_table.this : name => { name = table.name, arn = table.arn } }
}

output "key_policy" {
  description = "What each role that uses a table needs besides, as JSON: the tables' key, through DynamoDB alone."
  value       = data.aws_iam_policy_document.key.json
}
