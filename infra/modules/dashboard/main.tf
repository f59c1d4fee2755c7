locals {
  # From what customers notice down to what may have caused it.
  rows = [local.saga, local.edge, local.services, local.data]

  width  = 24
  height = 6

  # A row has a title, and widgets of equal width below it.
  widgets = flatten([for number, row in local.rows : concat(
    [{ type = "text", x = 0, y = number * (local.height + 1), width = local.width, height = 1, properties = { markdown = "## ${row.title}" } }],
    [for column, chart in row.charts : {
      type       = "metric"
      x          = column * floor(local.width / length(row.charts))
      y          = number * (local.height + 1) + 1
      width      = floor(local.width / length(row.charts))
      height     = local.height
      properties = merge({ region = var.region, view = "timeSeries", period = 60 }, chart)
    }],
  )])

  states = {
    type       = "alarm"
    x          = 0
    y          = length(local.rows) * (local.height + 1)
    width      = local.width
    height     = 4
    properties = { title = "Alarms", alarms = var.alarm_arns }
  }
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({ widgets = concat(local.widgets, [local.states]) })
}
