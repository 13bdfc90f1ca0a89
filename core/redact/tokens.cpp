#include "core/redact/tokens.hpp"

#include <algorithm>

#include "core/redact/finders.hpp"
#include "core/redact/placeholder.hpp"
#include "core/redact/shape.hpp"

namespace baton::redact {
namespace {

constexpr std::string_view kAwsId = "aws-access-key-id";
constexpr std::size_t kLeastRun = 12;
constexpr Alphabet kUpperDigit = kUpper | kDigit;
constexpr Alphabet kStandard = kAlnum | kPlusSlash;  ///< of base64, without its padding

/// After the vendors' documentation and the rule sets of gitleaks, detect-secrets and trufflehog.
constexpr TokenRule kRules[] = {
    {kAwsId, "AKIA", kUpperDigit, 16, 16, 2.5},
    {kAwsId, "ASIA", kUpperDigit, 16, 16, 2.5},
    {kAwsId, "ABIA", kUpperDigit, 16, 16, 2.5},
    {kAwsId, "ACCA", kUpperDigit, 16, 16, 2.5},
    {"aws-bedrock-key", "ABSK", kStandard, 100, 280},
    {"github-token", "ghp_", kUrlDot, 36, 255},
    {"github-token", "gho_", kUrlDot, 36, 255},
    {"github-token", "ghu_", kUrlDot, 36, 2048},
    {"github-token", "ghs_", kUrlDot, 36, 2048},  // stateless: ghs_APPID_JWT
    {"github-token", "ghr_", kUrlDot, 36, 255},
    {"github-token", "github_pat_", kWord, 36, 255, 3.0, 5},
    {"gitlab-token", "glpat-", kUrlDot, 20, 320},
    {"gitlab-token", "gldt-", kUrlDot, 20, 320},
    {"gitlab-token", "glrt-", kUrlDot, 20, 320},
    {"gitlab-token", "glrtr-", kUrlDot, 20, 320},
    {"gitlab-token", "glft-", kUrlDot, 20, 320},
    {"gitlab-token", "glcbt-", kUrlDot, 20, 320},
    {"gitlab-token", "glptt-", kUrlDot, 20, 320},
    {"gitlab-token", "glimt-", kUrlDot, 20, 320},
    {"gitlab-token", "glsoat-", kUrlDot, 20, 320},
    {"gitlab-token", "gloas-", kUrlDot, 20, 320},
    {"gitlab-token", "glagent-", kUrlDot, 20, 320},
    {"gitlab-token", "GR1348941", kUrlSafe, 20, 40},
    {"slack-token", "xoxa-", kUrlSafe, 16, 320},
    {"slack-token", "xoxb-", kUrlSafe, 16, 320},
    {"slack-token", "xoxc-", kUrlSafe, 16, 320},
    {"slack-token", "xoxd-", kUrlSafe, 16, 320},
    {"slack-token", "xoxe-", kUrlSafe, 16, 320},
    {"slack-token", "xoxe.", kUrlSafe, 16, 320},
    {"slack-token", "xoxo-", kUrlSafe, 16, 320},
    {"slack-token", "xoxp-", kUrlSafe, 16, 320},
    {"slack-token", "xoxr-", kUrlSafe, 16, 320},
    {"slack-token", "xoxs-", kUrlSafe, 16, 320},
    {"slack-token", "xapp-", kUrlSafe, 32, 320},
    {"anthropic-key", "sk-ant-", kUrlSafe, 24, 255, 3.3},
    {"openrouter-key", "sk-or-v1-", kHex, 32, 128},
    {"openai-key", "sk-proj-", kUrlSafe, 20, 255, 3.3},
    {"openai-key", "sk-svcacct-", kUrlSafe, 20, 255, 3.3},
    {"openai-key", "sk-admin-", kUrlSafe, 20, 255, 3.3},
    {"openai-key", "sk-", kUrlSafe, 20, 255},  // and of the many that imitate it
    {"stripe-key", "sk_live_", kAlnum, 10, 255, 2.8},
    {"stripe-key", "sk_test_", kAlnum, 10, 255, 2.8},
    {"stripe-key", "rk_live_", kAlnum, 10, 255, 2.8},
    {"stripe-key", "rk_test_", kAlnum, 10, 255, 2.8},
    {"stripe-key", "sk_prod_", kAlnum, 10, 255, 2.8},
    {"stripe-key", "rk_prod_", kAlnum, 10, 255, 2.8},
    {"stripe-webhook-secret", "whsec_", kStandard, 24, 128},
    {"huggingface-token", "hf_", kAlnum, 30, 64, 3.3},
    {"huggingface-token", "api_org_", kAlnum, 30, 64, 3.3, 3},
    {"google-api-key", "AIza", kUrlSafe, 35, 39},
    {"google-oauth-token", "ya29.", kUrlSafe, 20, 2048, 3.3},
    {"google-client-secret", "GOCSPX-", kUrlSafe, 20, 64},
    {"google-refresh-token", "1//0", kUrlSafe, 40, 255, 3.3},
    {"sendgrid-key", "SG.", kUrlDot, 60, 90, 3.3},
    {"npm-token", "npm_", kAlnum, 36, 64},
    {"pypi-token", "pypi-AgE", kUrlSafe, 50, 1024, 3.3, 2},
    {"cloudflare-token", "cfk_", kAlnum, 40, 64, 3.3},
    {"cloudflare-token", "cfut_", kAlnum, 40, 64, 3.3},
    {"cloudflare-token", "cfat_", kAlnum, 40, 64, 3.3},
    {"cloudflare-origin-ca-key", "v1.0-", kLowerHexDigit | kDash, 160, 180},
    {"digitalocean-token", "dop_v1_", kHex, 64, 64},
    {"digitalocean-token", "doo_v1_", kHex, 64, 64},
    {"digitalocean-token", "dor_v1_", kHex, 64, 64},
    {"groq-key", "gsk_", kAlnum, 40, 80},
    {"xai-key", "xai-", kAlnum, 60, 100},
    {"perplexity-key", "pplx-", kAlnum, 40, 64},
    {"replicate-token", "r8_", kAlnum, 30, 48},
    {"pinecone-key", "pcsk_", kWord, 40, 100},
    {"nvidia-key", "nvapi-", kUrlSafe, 50, 100},
    {"tavily-key", "tvly-", kUrlSafe, 24, 64},
    {"firecrawl-key", "fc-", kLowerHexDigit, 32, 32},
    {"langsmith-key", "lsv2_", kWord, 40, 64},
    {"shopify-token", "shpat_", kHex, 32, 32},
    {"shopify-token", "shpca_", kHex, 32, 32},
    {"shopify-token", "shppa_", kHex, 32, 32},
    {"shopify-token", "shpss_", kHex, 32, 32},
    {"square-token", "sq0atp-", kUrlSafe, 22, 60},
    {"square-token", "sq0csp-", kUrlSafe, 40, 60},
    {"databricks-token", "dapi", kLowerHexDigit | kDash, 32, 34},
    {"linear-key", "lin_api_", kAlnum, 32, 64},
    {"notion-token", "ntn_", kAlnum, 40, 64},
    {"figma-token", "figd_", kUrlSafe, 32, 64},
    {"docker-token", "dckr_pat_", kUrlSafe, 20, 64},
    {"docker-token", "dckr_oat_", kUrlSafe, 20, 64},
    {"grafana-token", "glsa_", kWord, 40, 48},
    {"grafana-token", "glc_", kStandard, 32, 400, 3.3},
    {"vault-token", "hvs.", kUrlSafe, 24, 255, 3.3},
    {"vault-token", "hvb.", kUrlSafe, 90, 320, 3.3},
    {"pulumi-token", "pul-", kLowerHexDigit, 40, 40},
    {"rubygems-token", "rubygems_", kLowerHexDigit, 48, 48},
    {"sentry-token", "sntrys_", kStandard | kUnderscore, 40, 600},
    {"sentry-token", "sntryu_", kLowerHexDigit, 64, 64},
    {"newrelic-key", "NRAK-", kUpperDigit, 27, 27},
    {"postman-key", "PMAK-", kHex | kDash, 50, 64},
    {"brevo-key", "xkeysib-", kAlnum | kDash, 70, 90},
    {"mailgun-key", "key-", kLowerHexDigit, 32, 32},
    {"resend-key", "re_", kWord, 32, 40, 3.5},
    {"posthog-key", "phx_", kWord, 40, 64},
    {"doppler-token", "dp.pt.", kAlnum, 40, 48},
    {"tailscale-key", "tskey-", kAlnum | kDash, 24, 80},
    {"supabase-key", "sbp_", kLowerHexDigit, 40, 40},
    {"supabase-key", "sb_secret_", kUrlSafe, 24, 80},
    {"sourcegraph-token", "sgp_", kWord, 40, 64},
    {"facebook-token", "EAAB", kAlnum, 100, 400},
    {"facebook-token", "EAAC", kAlnum, 100, 400},
    {"facebook-token", "EAAG", kAlnum, 100, 400},
    {"facebook-token", "EAAM", kAlnum, 100, 400},
    {"planetscale-token", "pscale_tkn_", kUrlDot, 32, 64},
    {"planetscale-token", "pscale_pw_", kUrlDot, 32, 64},
    {"planetscale-token", "pscale_oauth_", kUrlDot, 32, 64},
    {"fly-token", "fo1_", kUrlSafe, 40, 64},
    {"fly-token", "fm1a_", kStandard, 100, 2048},
    {"fly-token", "fm1r_", kStandard, 100, 2048},
    {"fly-token", "fm2_", kStandard, 100, 2048},
    {"netlify-token", "nfp_", kAlnum, 36, 64},
    {"heroku-key", "HRKU-", kUrlSafe, 36, 80},
    {"atlassian-token", "ATATT3", kUrlSafe | kEqual, 100, 255},
    {"artifactory-key", "AKCp", kAlnum, 60, 80},
    {"alibaba-key-id", "LTAI", kAlnum, 16, 24},
    {"onepassword-token", "ops_eyJ", kStandard, 200, 2048},
    {"onepassword-key", "A3-", kUpperDigit | kDash, 36, 37},
    {"age-secret-key", "AGE-SECRET-KEY-1", kUpperDigit, 58, 58, 3.0, 4},
};

std::size_t longest_run(std::string_view text) {
  std::size_t longest = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end = run_end(text, at, kAlnum);
    longest = std::max(longest, end - at);
    at = end;
  }
  return longest;
}

/// After a short prefix there must be no identifier's words, like those of a style's class.
bool is_generated(std::string_view body, const TokenRule& rule) {
  const Shape shape = shape_of(body);
  if (shape.entropy < rule.entropy || shape.distinct < 6) return false;
  const bool may_be_words = rule.prefix.size() <= 3 && (rule.alphabet & kLower) &&
                            (rule.alphabet & (kDash | kUnderscore));
  return !may_be_words || (shape.digits + shape.uppers > 0 && longest_run(body) >= kLeastRun &&
                           !shape.reads_as_words());
}

}  // namespace

std::span<const TokenRule> token_rules() { return kRules; }

bool find_token(Scan& scan, std::size_t from, const TokenRule& rule) {
  if (from < scan.done || !scan.starts_with(from, rule.prefix)) return false;
  if (!scan.starts_at(from, kUrlSafe | (rule.alphabet & kDot))) return false;
  const std::size_t body = from + rule.prefix.size();
  std::size_t to = scan.end_of(rule.alphabet, body);
  if (to - body < rule.least || to - body > rule.most) return false;
  while (is(scan.text[to - 1], kDot | kDash)) --to;
  if (to - body < rule.least) return false;
  if (!is_generated(scan.between(body, to), rule) || is_sample_token(scan.between(from, to)))
    return false;
  if (rule.alphabet & kPlusSlash) to = run_end(scan.text, to, kEqual, 2);
  scan.found_one(from, to, rule.name);
  if (rule.name == kAwsId) find_aws_secret_after(scan, to);
  return true;
}

}  // namespace baton::redact
