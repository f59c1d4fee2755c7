output "arn" {
  description = "The load balancer's ARN."
  value       = aws_lb.this.arn
}

output "arn_suffix" {
  description = "The end of the ARN, which is CloudWatch's dimension LoadBalancer."
  value       = aws_lb.this.arn_suffix
}

output "listener_arn" {
  description = "The listener that services add rules to and the gateway's integrations use."
  value       = aws_lb_listener.this.arn
}

output "dns_name" {
  description = "The load balancer's host name, which resolves to addresses in the VPC."
  value       = aws_lb.this.dns_name
}
