locals {
  edge = {
    title = "The edge"
    charts = [
      {
        title = "Requests per minute"
        stat  = "Sum"
        metrics = [
          ["AWS/ApiGateway", "Count", "ApiId", var.api_id, { label = "all" }],
          ["AWS/ApiGateway", "4xx", "ApiId", var.api_id, { label = "4xx" }],
          ["AWS/ApiGateway", "5xx", "ApiId", var.api_id, { label = "5xx" }],
        ]
      },
      {
        title = "Latency, ms"
        metrics = [for percentile in ["p50", "p95", "p99"] :
          ["AWS/ApiGateway", "Latency", "ApiId", var.api_id, { label = percentile, stat = percentile }]
        ]
      },
      {
        title   = "Functions: p95 duration, ms"
        stat    = "p95"
        metrics = [for function, name in var.functions : ["AWS/Lambda", "Duration", "FunctionName", name, { label = function }]]
      },
      {
        title = "Functions: errors and throttles"
        stat  = "Sum"
        metrics = concat([for function, name in var.functions : [for metric in ["Errors", "Throttles"] :
          ["AWS/Lambda", metric, "FunctionName", name, { label = "${function} ${lower(metric)}" }]
        ]]...)
      },
    ]
  }
}
