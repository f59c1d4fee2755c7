data "aws_region" "current" {}

locals {
  endpoint_prefix   = "com.amazonaws.${data.aws_region.current.name}"
  endpoint_name     = "${var.name}-endpoints"
  endpoints_in_use  = length(var.interface_endpoints) > 0
  outward_tables    = concat([for zone in local.zones : aws_route_table.private[zone].id], local.tasks_are_public ? [aws_route_table.public.id] : [])
  endpoint_visitors = toset(local.endpoints_in_use ? ["tasks", "functions"] : [])
}

# They are free, and they keep the traffic of images and tables off NAT.
resource "aws_vpc_endpoint" "gateway" {
  for_each = toset(["s3", "dynamodb"])

  vpc_id            = aws_vpc.this.id
  service_name      = "${local.endpoint_prefix}.${each.key}"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = local.outward_tables

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_vpc_endpoint" "interface" {
  for_each = var.interface_endpoints

  vpc_id              = aws_vpc.this.id
  service_name        = "${local.endpoint_prefix}.${each.key}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = local.subnet_ids.private
  security_group_ids  = [aws_security_group.endpoints[0].id]
  private_dns_enabled = true

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_security_group" "endpoints" {
  count = local.endpoints_in_use ? 1 : 0

  name        = local.endpoint_name
  description = "AWS services inside the VPC"
  vpc_id      = aws_vpc.this.id

  tags = { Name = local.endpoint_name }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  for_each = local.endpoint_visitors

  security_group_id            = aws_security_group.endpoints[0].id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  referenced_security_group_id = aws_security_group.this[each.key].id
}
