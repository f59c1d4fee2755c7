output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.this.id
}

output "cidr" {
  description = "The VPC's address range."
  value       = aws_vpc.this.cidr_block
}

output "public_subnet_ids" {
  description = "One subnet per zone with a route to and from the internet."
  value       = local.subnet_ids.public
}

output "private_subnet_ids" {
  description = "One subnet per zone for the load balancer, the VPC link and functions. Outbound traffic goes through NAT, if there is any."
  value       = local.subnet_ids.private

  # Whatever starts there can connect to the outside at once.
  depends_on = [aws_network_acl.this, aws_route.private, aws_route_table_association.private]
}

output "data_subnet_ids" {
  description = "One subnet per zone without a route out of the VPC."
  value       = local.subnet_ids.data
}

output "task_subnet_ids" {
  description = "The subnets for tasks: the private ones, or the public ones if there is no NAT."
  value       = local.tasks_are_public ? local.subnet_ids.public : local.subnet_ids.private

  depends_on = [aws_network_acl.this, aws_route.public, aws_route_table_association.public, aws_route.private, aws_route_table_association.private]
}

output "tasks_get_public_ips" {
  description = "Whether tasks need a public address to reach anything outside, as they do without NAT. The address accepts no connections."
  value       = local.tasks_are_public
}

output "nat_gateway_ids" {
  description = "The NAT gateways, by zone."
  value       = { for zone, gateway in aws_nat_gateway.this : zone => gateway.id }
}

output "security_group_ids" {
  description = "The security group of each layer."
  value = {
    vpc_link      = aws_security_group.this["vpc_link"].id
    load_balancer = aws_security_group.this["load_balancer"].id
    tasks         = aws_security_group.this["tasks"].id
    functions     = aws_security_group.this["functions"].id
    database      = aws_security_group.this["database"].id
  }

  # A security group without its rules lets nothing through.
  depends_on = [
    aws_vpc_security_group_egress_rule.connection,
    aws_vpc_security_group_egress_rule.internet,
    aws_vpc_security_group_ingress_rule.connection,
  ]
}

output "endpoints_security_group_id" {
  description = "The security group of the interface endpoints; null if there are none."
  value       = one(aws_security_group.endpoints[*].id)
}

output "cidrs" {
  description = "The address range of each tier of subnets."
  value       = local.tiers
}
