locals {
  # What identifies this deployment.
  deployment = "${local.name} in ${var.aws_account_id}, ${var.aws_region}"

  # A destroy only warns of a postcondition that fails. The error that tobool raises quotes its argument, and stops a destroy too.
  of_this_state = (
    terraform_data.deployment.output == local.deployment
    ? true
    : tobool("this state belongs to ${terraform_data.deployment.output}, but the variables are those of ${local.deployment}")
  )
}

# Records which deployment this state belongs to; the first apply sets it for good. Applying one deployment's variables to another's
# state would replace everything.
resource "terraform_data" "deployment" {
  input = local.deployment

  lifecycle {
    ignore_changes = [input]

    # Contradictions between variables are checked here: a variable's own validation is skipped if another one that it refers to is
    # invalid.
    precondition {
      condition     = local.on_fargate || (var.auth_compute == "fargate" && var.catalog_compute == "fargate")
      error_message = "auth_compute and catalog_compute must be fargate, the default, with compute eks or cluster: on Kubernetes all services are pods."
    }

    precondition {
      condition     = local.on_fargate || (var.night == null && var.spot_percent == 0 && !var.tracing_sidecar)
      error_message = "night, spot_percent and tracing_sidecar need compute = fargate: leave them out on Kubernetes."
    }

    precondition {
      condition     = !var.tracing_sidecar || var.otlp == null
      error_message = "tracing_sidecar must be false with otlp: services send their traces to one place."
    }

    precondition {
      condition     = !local.canary || local.on_fargate
      error_message = "rollout = canary needs compute = fargate: on Kubernetes the chart replaces the pods."
    }

    precondition {
      condition     = !local.canary || (var.night == null && var.spot_percent == 0)
      error_message = "rollout = canary needs night = null and spot_percent = 0: a rollout fails if tasks are stopped while it is in progress."
    }

    precondition {
      condition     = var.compute != "eks" || var.nat_gateways != "none"
      error_message = "compute = eks needs a NAT gateway: its nodes are in the private subnets."
    }

    precondition {
      condition     = var.compute != "eks" || length(var.eks.admin_role_arns) > 0
      error_message = "eks.admin_role_arns must have at least one role with compute = eks: without one, no one can install the chart in the new cluster."
    }

    precondition {
      condition = (
        var.compute == "eks"
        ? try(coalesce(var.kubernetes.cluster_name, var.kubernetes.oidc_provider_arn), null) == null
        : (var.compute == "fargate" && var.kubernetes == null) || try(var.kubernetes.cluster_name, null) != null
      )
      error_message = "kubernetes must have cluster_name and security_group_id of the existing cluster. With compute = eks, which creates a cluster, it must have neither, and no oidc_provider_arn."
    }

    postcondition {
      condition     = self.input == local.deployment
      error_message = "This state belongs to ${self.input}, but the variables are those of ${local.deployment}: run terraform init -reconfigure with the backend file from environments/ that matches the variables."
    }
  }
}
