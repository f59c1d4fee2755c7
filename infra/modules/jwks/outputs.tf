output "json" {
  description = "The key set (RFC 7517), as verifiers read it."
  value       = jsonencode({ keys = local.keys })
}
