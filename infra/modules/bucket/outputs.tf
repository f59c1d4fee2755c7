output "id" {
  description = "The bucket's name."
  value       = aws_s3_bucket.this.id
}

output "arn" {
  description = "The bucket's ARN."
  value       = aws_s3_bucket.this.arn
}

output "regional_domain_name" {
  description = "The bucket's regional host name, as a CloudFront origin."
  value       = aws_s3_bucket.this.bucket_regional_domain_name
}

output "tls_only_policy" {
  description = "A policy in JSON that refuses plain HTTP, for source_policy_documents of the bucket's policy."
  value       = data.aws_iam_policy_document.tls_only.json
}
