# Every service and function that is deployed, once: what watches them, keeps their logs and tells of them reads it from here.
# What each of them is stands in its own file.
locals {
  # By the routes that they answer; what a gateway, sizes and images are made for.
  service_names = sort(distinct(local.routes[*].service))

  # Those that run in tasks. Where auth and catalog run is a choice.
  tasks = merge(
    { for tasks in module.auth : "auth" => tasks },
    { for tasks in module.catalog : "catalog" => tasks },
    {
      orders    = module.orders
      inventory = module.inventory
      billing   = module.billing
      shipping  = module.shipping
    },
  )

  service_functions = merge(
    { for function in module.auth_function : "auth" => function },
    { for function in module.catalog_function : "catalog" => function },
  )

  functions = merge(
    {
      authorizer   = module.authorizer
      timeline     = module.timeline
      media        = module.media
      dead-letters = module.dead-letters
    },
    { for function in module.reconcile : "reconcile" => function },
  )
}
