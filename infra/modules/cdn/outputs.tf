output "domain_name" {
  description = "CloudFront's domain name for the distribution, the target of alias records."
  value       = aws_cloudfront_distribution.this.domain_name
}

output "url" {
  description = "The URL of the distribution: https and a host, without a trailing slash."
  value       = "https://${var.domain == null ? aws_cloudfront_distribution.this.domain_name : var.domain.name}"
}

output "distribution_id" {
  description = "The distribution's id, for invalidations and metrics."
  value       = aws_cloudfront_distribution.this.id
}

output "distribution_arn" {
  description = "The distribution's ARN, for bucket policies."
  value       = aws_cloudfront_distribution.this.arn
}

output "hosted_zone_id" {
  description = "CloudFront's hosted zone, for an alias record."
  value       = aws_cloudfront_distribution.this.hosted_zone_id
}
