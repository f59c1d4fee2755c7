locals {
  services = {
    title = "Services"
    charts = concat([
      {
        title = "p95 response time, s"
        stat  = "p95"
        metrics = [for label, arn_suffix in local.target_groups :
          ["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", var.load_balancer_arn_suffix, "TargetGroup", arn_suffix, { label = label }]
        ]
      },
      {
        title = "5xx per minute"
        stat  = "Sum"
        metrics = [for label, arn_suffix in local.target_groups :
          ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "LoadBalancer", var.load_balancer_arn_suffix, "TargetGroup", arn_suffix, { label = label }]
        ]
      },
    ], var.cluster_name == null ? local.as_pods : local.as_tasks)
  }

  target_groups = merge(
    { for service, tasks in var.tasks : service => tasks.target_group_arn_suffix },
    { for service, tasks in var.tasks : "${service} (green)" => tasks.green.target_group_arn_suffix if tasks.green != null },
  )

  as_tasks = [
    {
      title = "Tasks"
      stat  = "Minimum"
      metrics = [for service, tasks in var.tasks :
        ["ECS/ContainerInsights", "RunningTaskCount", "ClusterName", var.cluster_name, "ServiceName", tasks.service_name, { label = service }]
      ]
    },
    {
      title = "CPU and memory, %"
      stat  = "Average"
      metrics = concat([for service, tasks in var.tasks : [for metric, resource in { CPUUtilization = "CPU", MemoryUtilization = "memory" } :
        ["AWS/ECS", metric, "ClusterName", var.cluster_name, "ServiceName", tasks.service_name, { label = "${service} ${resource}" }]
      ]]...)
    },
  ]

  as_pods = [
    {
      title = "Healthy pods"
      stat  = "Minimum"
      metrics = [for service, tasks in var.tasks :
        ["AWS/ApplicationELB", "HealthyHostCount", "LoadBalancer", var.load_balancer_arn_suffix, "TargetGroup", tasks.target_group_arn_suffix, { label = service }]
      ]
    },
  ]
}
