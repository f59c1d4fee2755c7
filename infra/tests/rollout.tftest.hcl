provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name         = "shop-test-orders"
  region       = "eu-central-1"
  account_id   = "123456789012"
  cluster_name = "shop-test"
  listener_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/shop-test/1/2"
  service = {
    name                = "shop-test-orders-canary"
    arn                 = "arn:aws:ecs:eu-central-1:123456789012:service/shop-test/shop-test-orders-canary"
    container           = { name = "orders", port = 8080 }
    task_definition_arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-test-orders:2"
    role_arns           = ["arn:aws:iam::123456789012:role/shop-test-orders", "arn:aws:iam::123456789012:role/shop-test-orders-execution"]
    log_group_name      = "/ecs/shop-test-orders"
    listener_rule_arn   = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener-rule/app/shop-test/1/2/3"
    blue_target_group   = { name = "shop-test-orders", arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop-test-orders/4" }
    green_target_group  = { name = "shop-test-orders-g", arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop-test-orders-g/5" }
  }
  network              = { subnet_ids = ["subnet-b", "subnet-a"], security_group_id = "sg-tasks", assign_public_ip = false }
  alarm_names          = { blue = ["shop-test-orders-errors"], green = ["shop-test-orders-green-errors"] }
  canary               = { config_name = "shop-test-canary-10-percent-15-minutes", minutes = 15 }
  permissions_boundary = "arn:aws:iam::123456789012:policy/shop-workload-boundary"
}

run "new_tasks_are_taken_back_on_failure_alarm_or_request" {
  command = plan

  module {
    source = "./modules/rollout"
  }

  assert {
    condition     = toset(aws_codedeploy_deployment_group.this.auto_rollback_configuration[0].events) == toset(["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"]) && aws_codedeploy_deployment_group.this.auto_rollback_configuration[0].enabled
    error_message = "CodeDeploy must roll new tasks back automatically."
  }

  assert {
    condition     = toset(aws_codedeploy_deployment_group.this.alarm_configuration[0].alarms) == toset(["shop-test-orders-errors", "shop-test-orders-green-errors"]) && aws_codedeploy_deployment_group.this.alarm_configuration[0].enabled
    error_message = "It watches the alarms of both target groups."
  }

  assert {
    condition     = aws_codedeploy_deployment_group.this.blue_green_deployment_config[0].terminate_blue_instances_on_deployment_success[0].termination_wait_time_in_minutes == 15
    error_message = "The old tasks are kept for as long as the share was held."
  }
}

run "codedeploy_touches_this_service_alone" {
  command = plan

  module {
    source = "./modules/rollout"
  }

  assert {
    condition     = { for statement in jsondecode(aws_iam_role_policy.this.policy).Statement : statement.Sid => statement.Resource if statement.Resource == "*" } == { ReadLoadBalancer = "*" }
    error_message = "Only what Elastic Load Balancing cannot narrow down is allowed for all."
  }

  assert {
    condition = toset(flatten([for statement in jsondecode(aws_iam_role_policy.this.policy).Statement : statement.Resource if statement.Sid == "ReplaceTasks"])) == toset([
      "arn:aws:ecs:eu-central-1:123456789012:service/shop-test/shop-test-orders-canary",
      "arn:aws:ecs:eu-central-1:123456789012:task-set/shop-test/shop-test-orders-canary/*",
    ])
    error_message = "It replaces the tasks of one service."
  }

  assert {
    condition     = alltrue([for statement in jsondecode(aws_iam_role_policy.this.policy).Statement : toset(flatten([statement.Resource])) == toset(var.service.role_arns) && statement.Condition.StringEquals["iam:PassedToService"] == "ecs-tasks.amazonaws.com" if contains(flatten([statement.Action]), "iam:PassRole")])
    error_message = "It gives the roles of this service, and to tasks alone."
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Condition == { StringEquals = { "aws:SourceAccount" = "123456789012" }, ArnLike = { "aws:SourceArn" = "arn:aws:codedeploy:eu-central-1:123456789012:deploymentgroup:shop-test-orders/*" } }
    error_message = "Only this application, in this account, may assume the role."
  }

  assert {
    condition     = aws_iam_role.this.permissions_boundary == var.permissions_boundary
    error_message = "It is within the bound of all roles."
  }
}

run "a_rollout_that_nothing_judges_is_refused" {
  command = plan

  module {
    source = "./modules/rollout"
  }

  variables {
    alarm_names = { blue = ["shop-test-orders-errors"], green = [] }
  }

  expect_failures = [var.alarm_names]
}
