# Which deployment this state is of: told once, and never changed. The variables of one deployment with the state of another would
# make everything anew, under other names.
resource "terraform_data" "deployment" {
  input = "${local.name} in ${var.aws_account_id}, ${var.aws_region}"

  lifecycle {
    ignore_changes = [input]

    postcondition {
      condition     = self.input == "${local.name} in ${var.aws_account_id}, ${var.aws_region}"
      error_message = "The state is that of ${self.input}, and the variables are those of ${local.name} in ${var.aws_account_id}, ${var.aws_region}: initialize with the backend file that belongs to the variables (environments)."
    }
  }
}
