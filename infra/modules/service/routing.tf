resource "aws_lb_target_group" "this" {
  # At most 32 characters, without a hyphen at the end.
  name                          = trimsuffix(substr(local.full_name, 0, 32), "-")
  vpc_id                        = var.platform.vpc_id
  target_type                   = "ip"
  protocol                      = "HTTP"
  port                          = local.port
  load_balancing_algorithm_type = "least_outstanding_requests"

  # A service that has been told to stop still answers for 10 s.
  deregistration_delay = 15

  # When this tag changes, the listener's rule is replaced, see below.
  tags = var.platform.canary ? { Rollout = "canary" } : null

  # ECS replaces tasks that fail this check. When a store is down, all tasks fail it, and new ones would not help, so tasks get two
  # and a half minutes. A task that has never been ready gets no traffic, and a deployment of such tasks is rolled back.
  health_check {
    path                = "/readyz"
    matcher             = "200"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 10
  }
}

resource "aws_lb_listener_rule" "this" {
  listener_arn = var.platform.listener_arn
  priority     = var.listener_priority

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this.arn
  }

  condition {
    path_pattern {
      values = var.routes
    }
  }

  # The rule may forward to that group, so it must be destroyed first.
  depends_on = [aws_lb_target_group.green]

  lifecycle {
    # A canary changes where the rule forwards to. Going back to rolling updates replaces it, so that it forwards to this group again.
    ignore_changes       = [action]
    replace_triggered_by = [aws_lb_target_group.this.arn, aws_lb_target_group.this.tags["Rollout"]]

    # Without canaries nothing else may change it, and what Terraform ignores it does not correct.
    postcondition {
      condition     = var.platform.canary || self.action[0].target_group_arn == aws_lb_target_group.this.arn
      error_message = "The listener's rule of ${var.name} was changed by hand: it no longer forwards to the service's target group. Replace it (-replace with the rule's address)."
    }
  }
}
