# Covers the whole account: a budget filtered by tag stays empty until someone activates the cost allocation tag by hand.
resource "aws_budgets_budget" "this" {
  count = var.monthly_budget_usd == null ? 0 : 1

  name         = local.name
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = tostring(var.monthly_budget_usd)
  limit_unit   = "USD"

  dynamic "notification" {
    for_each = { ACTUAL = 80, FORECASTED = 100 }

    content {
      notification_type          = notification.key
      threshold                  = notification.value
      threshold_type             = "PERCENTAGE"
      comparison_operator        = "GREATER_THAN"
      subscriber_email_addresses = var.alarm_emails
    }
  }

  lifecycle {
    precondition {
      condition     = length(var.alarm_emails) >= 1 && length(var.alarm_emails) <= 10
      error_message = "monthly_budget_usd needs recipients: alarm_emails must have one to ten addresses."
    }
  }
}
