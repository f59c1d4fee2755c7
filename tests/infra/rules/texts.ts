import { each, type Rule } from './rule.ts';

// AWS refuses these texts with other characters, an apostrophe for example. The emulator and the provider take anything.
const ec2 = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/;
const patterns: Record<string, RegExp> = {
  aws_wafv2_web_acl: /^[\w+=:#@/\-,.][\w+=:#@/\-,.\s]+[\w+=:#@/\-,.]$/,
  aws_security_group: ec2,
  aws_vpc_security_group_ingress_rule: ec2,
  aws_vpc_security_group_egress_rule: ec2,
  aws_iam_role: /^[\t\n\r -~¡-ÿ]{0,1000}$/,
};

/** What descriptions may consist of, by the API references of WAF, EC2 and IAM. */
export const texts: Rule[] = Object.entries(patterns).map(([of, pattern]) =>
  each(`AWS accepts every description of ${of}`, {
    of,
    holds: ({ description }) => pattern.test(description ?? ''),
    spoil: (values) => {
      values.description = '“AWS’s”';
    },
  }),
);
