# With a mocked provider, because only after an apply can a plan show that a new image does not update the service.
mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws", dns_suffix = "amazonaws.com" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/shop-test-orders" }
  }

  mock_resource "aws_ecs_task_definition" {
    defaults = { arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-test-orders:1" }
  }

  mock_resource "aws_lb_target_group" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop-test-orders/4" }
  }

  mock_resource "aws_lb_listener_rule" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener-rule/app/shop-test/1/2/3" }
  }
}

variables {
  name = "orders"
  platform = {
    name                     = "shop-test"
    region                   = "eu-central-1"
    account_id               = "123456789012"
    cluster_arn              = "arn:aws:ecs:eu-central-1:123456789012:cluster/shop-test"
    cluster_name             = "shop-test"
    vpc_id                   = "vpc-1"
    subnet_ids               = ["subnet-a", "subnet-b"]
    assign_public_ip         = false
    security_group_id        = "sg-tasks"
    listener_arn             = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/shop-test/1/2"
    load_balancer_arn_suffix = "app/shop-test/1"
    kms_key_arn              = "arn:aws:kms:eu-central-1:123456789012:key/data"
    log_retention_days       = 30
    spot_percent             = 0
    canary                   = true
    tracing_sidecar          = false
    environment              = { LOG_LEVEL = "info" }
  }
  image             = "registry.example.com/orders:v1"
  size              = { cpu = 512, memory = 1024, replicas_min = 2, replicas_max = 10 }
  environment       = {}
  policy            = "{}"
  routes            = ["/v1/orders/*"]
  listener_priority = 30
}

run "the_first_build" {
  command = apply

  module {
    source = "./modules/service"
  }

  assert {
    condition     = length(aws_ecs_service.this) == 0 && aws_ecs_service.canary[0].deployment_controller[0].type == "CODE_DEPLOY"
    error_message = "CodeDeploy replaces the tasks, and not ECS."
  }
}

run "the_next_build_reaches_the_service_by_codedeploy_alone" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    image    = "registry.example.com/orders:v2"
    platform = merge(var.platform, { subnet_ids = ["subnet-c", "subnet-d"] })
  }

  assert {
    condition     = strcontains(aws_ecs_task_definition.this[0].container_definitions, "orders:v2")
    error_message = "There is a new revision."
  }

  assert {
    condition     = aws_ecs_service.canary[0].task_definition == run.the_first_build.task_definition_arn && aws_ecs_service.canary[0].network_configuration[0].subnets == toset(["subnet-a", "subnet-b"])
    error_message = "An update of the service would be refused by ECS."
  }
}
