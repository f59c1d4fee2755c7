output "json" {
  description = "The key set (RFC 7517) that verifiers read."
  value       = jsonencode({ keys = local.keys })
}
