# Which deployment this state is of: told once, and never changed. The variables of one deployment with the state of another would
# make everything anew, under other names.
resource "terraform_data" "deployment" {
  input = "${local.name} in ${var.aws_account_id}, ${var.aws_region}"

  lifecycle {
    ignore_changes = [input]

    # What variables must not say together. A variable's own validation that refers to another one would be skipped if that is invalid.
    precondition {
      condition     = local.on_fargate || (var.auth_compute == "fargate" && var.catalog_compute == "fargate")
      error_message = "compute needs auth_compute and catalog_compute as they are by default: on Kubernetes all services are pods."
    }

    precondition {
      condition     = local.on_fargate || (var.night == null && var.spot_percent == 0 && !var.tracing_sidecar)
      error_message = "compute knows night, spot_percent and tracing_sidecar on fargate alone: leave them out."
    }

    precondition {
      condition     = !local.canary || local.on_fargate
      error_message = "rollout canary needs compute fargate: on Kubernetes the chart replaces the pods."
    }

    precondition {
      condition     = !local.canary || (var.night == null && var.spot_percent == 0)
      error_message = "rollout canary needs night = null and spot_percent = 0: a rollout fails if tasks are taken away while it is under way."
    }

    precondition {
      condition     = var.compute != "eks" || var.nat_gateways != "none"
      error_message = "compute eks needs NAT: its nodes are in the private subnets."
    }

    precondition {
      condition     = var.compute != "eks" || length(var.eks.admin_role_arns) > 0
      error_message = "eks.admin_role_arns is empty: nobody could install the chart in the cluster that is made."
    }

    precondition {
      condition = (
        var.compute == "eks"
        ? try(coalesce(var.kubernetes.cluster_name, var.kubernetes.oidc_provider_arn), null) == null
        : (var.compute == "fargate" && var.kubernetes == null) || try(var.kubernetes.cluster_name, null) != null
      )
      error_message = "kubernetes has cluster_name and security_group_id of the cluster that is there, and with compute eks neither of them, nor oidc_provider_arn."
    }

    postcondition {
      condition     = self.input == "${local.name} in ${var.aws_account_id}, ${var.aws_region}"
      error_message = "The state is that of ${self.input}, and the variables are those of ${local.name} in ${var.aws_account_id}, ${var.aws_region}: initialize with the backend file that belongs to the variables (environments)."
    }
  }
}
