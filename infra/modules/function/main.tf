locals {
  # Policies use this name instead of the resource's, so that a plan can show them.
  log_group_name = "/aws/lambda/${var.name}"
}

resource "aws_cloudwatch_log_group" "this" {
  name              = local.log_group_name
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_lambda_function" "this" {
  function_name                  = var.name
  description                    = var.description
  role                           = aws_iam_role.this.arn
  filename                       = var.zip
  source_code_hash               = fileexists(var.zip) ? filebase64sha256(var.zip) : null
  handler                        = var.handler
  runtime                        = "nodejs22.x"
  architectures                  = ["arm64"]
  memory_size                    = var.memory
  timeout                        = var.timeout_seconds
  reserved_concurrent_executions = var.reserved_concurrency == null ? -1 : var.reserved_concurrency
  kms_key_arn                    = var.kms_key_arn
  publish                        = var.smoke != null

  environment {
    variables = merge(var.environment, var.secrets)
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.this.name
  }

  tracing_config {
    mode = "Active"
  }

  dynamic "vpc_config" {
    for_each = var.vpc == null ? [] : [var.vpc]

    content {
      subnet_ids         = vpc_config.value.subnet_ids
      security_group_ids = [vpc_config.value.security_group_id]
    }
  }

  # Lambda checks the role's permissions when it creates the function's network interfaces.
  depends_on = [aws_iam_role_policy.this]

  lifecycle {
    precondition {
      condition     = fileexists(var.zip)
      error_message = "There is no ${basename(var.zip)} in dist: run npm run build first."
    }

    precondition {
      condition     = var.ready
      error_message = "Something that ${var.name} needs, such as a migration, is not ready, so its code was not changed: fix that, and apply again."
    }
  }
}

# Calls a new version before it gets traffic. If it does not answer as it should, the apply stops here, and callers keep the
# previous version.
resource "aws_lambda_invocation" "smoke" {
  count = var.smoke == null ? 0 : 1

  function_name = aws_lambda_function.this.function_name
  qualifier     = aws_lambda_function.this.version
  input         = jsonencode(var.smoke.call)

  lifecycle {
    postcondition {
      condition     = can(jsondecode(self.result)) && try(jsonencode(jsondecode(self.result)) == jsonencode(var.smoke.answer), false)
      error_message = "Version ${aws_lambda_function.this.version} of ${var.name} does not answer as it should, so callers keep the previous version: look at the log group ${local.log_group_name}."
    }
  }
}

resource "aws_lambda_alias" "live" {
  count = var.smoke == null ? 0 : 1

  name             = "live"
  description      = "The version that callers get"
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version

  depends_on = [aws_lambda_invocation.smoke]
}

resource "aws_lambda_event_source_mapping" "this" {
  count = var.queue == null ? 0 : 1

  event_source_arn        = var.queue.arn
  function_name           = aws_lambda_function.this.arn
  batch_size              = var.queue.batch_size
  function_response_types = ["ReportBatchItemFailures"]

  maximum_batching_window_in_seconds = var.queue.batching_window_seconds

  scaling_config {
    maximum_concurrency = var.queue.maximum_concurrency
  }
}

resource "aws_lambda_event_source_mapping" "each" {
  for_each = var.queues

  event_source_arn        = each.value.arn
  function_name           = aws_lambda_function.this.arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = each.value.maximum_concurrency
  }
}
