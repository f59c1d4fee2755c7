output "arn" {
  description = "The load balancer's ARN."
  value       = aws_lb.this.arn
}

output "arn_suffix" {
  description = "The end of its ARN, as CloudWatch's dimension LoadBalancer has it."
  value       = aws_lb.this.arn_suffix
}

output "listener_arn" {
  description = "The listener that the services add rules to and the gateway's integrations name."
  value       = aws_lb_listener.this.arn
}

output "dns_name" {
  description = "Its name, which resolves to addresses of the VPC."
  value       = aws_lb.this.dns_name
}
