# Replaces the tasks of one service: CodeDeploy starts new tasks alongside the old ones, shifts a share of the requests to them, and
# then the rest if no alarm went off.
resource "aws_codedeploy_app" "this" {
  name             = var.name
  compute_platform = "ECS"
}

resource "aws_codedeploy_deployment_group" "this" {
  app_name               = aws_codedeploy_app.this.name
  deployment_group_name  = var.name
  service_role_arn       = aws_iam_role.this.arn
  deployment_config_name = var.canary.config_name

  deployment_style {
    deployment_type   = "BLUE_GREEN"
    deployment_option = "WITH_TRAFFIC_CONTROL"
  }

  ecs_service {
    cluster_name = var.cluster_name
    service_name = var.service.name
  }

  load_balancer_info {
    target_group_pair_info {
      prod_traffic_route {
        listener_arns = [var.listener_arn]
      }

      dynamic "target_group" {
        for_each = [var.service.blue_target_group.name, var.service.green_target_group.name]

        content {
          name = target_group.value
        }
      }
    }
  }

  blue_green_deployment_config {
    deployment_ready_option {
      action_on_timeout = "CONTINUE_DEPLOYMENT"
    }

    # Until the old tasks are terminated, a rollback takes seconds, and an alarm still triggers it.
    terminate_blue_instances_on_deployment_success {
      action                           = "TERMINATE"
      termination_wait_time_in_minutes = var.canary.minutes
    }
  }

  alarm_configuration {
    enabled = true
    alarms  = concat(var.alarm_names.blue, var.alarm_names.green)
  }

  auto_rollback_configuration {
    enabled = true
    events  = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"]
  }

  depends_on = [aws_iam_role_policy.this]
}

# Starts a deployment and waits for its outcome. If it fails, the apply fails, and the next apply tries again. A new service needs no
# deployment: this only waits for its tasks.
resource "terraform_data" "rollout" {
  triggers_replace = [var.service.arn, var.service.task_definition_arn, local.network, aws_codedeploy_deployment_group.this.deployment_group_name]

  provisioner "local-exec" {
    command     = "npm exec -- node infra/deploy/roll-out.ts"
    working_dir = "${path.module}/../../.."

    environment = {
      APPLICATION        = aws_codedeploy_app.this.name
      DEPLOYMENT_GROUP   = aws_codedeploy_deployment_group.this.deployment_group_name
      CLUSTER            = var.cluster_name
      ECS_SERVICE        = var.service.name
      CONTAINER_NAME     = var.service.container.name
      CONTAINER_PORT     = var.service.container.port
      TASK_DEFINITION    = var.service.task_definition_arn
      SUBNET_IDS         = join(",", local.network.subnet_ids)
      SECURITY_GROUP_IDS = local.network.security_group_id
      ASSIGN_PUBLIC_IP   = local.network.assign_public_ip ? "ENABLED" : "DISABLED"
      LOG_GROUP          = var.service.log_group_name
      CANARY_MINUTES     = var.canary.minutes
      AWS_REGION         = var.region

      # Only the alarms of the new tasks' target group decide about a rollout. If those of the old tasks could stop it, a bad build could
      # not be fixed by a new one.
      ALARMS = jsonencode({
        (var.service.blue_target_group.arn)  = var.alarm_names.blue
        (var.service.green_target_group.arn) = var.alarm_names.green
      })
    }
  }
}

locals {
  network = {
    subnet_ids        = sort(var.network.subnet_ids)
    security_group_id = var.network.security_group_id
    assign_public_ip  = var.network.assign_public_ip
  }
}
