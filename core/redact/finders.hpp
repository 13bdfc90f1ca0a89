#pragma once
#include "core/redact/scan.hpp"

namespace baton::redact {

// Each is called where its anchor was found (anchors.cpp lists them) and takes one sort of secret.

std::size_t find_mask(Scan& scan, std::size_t at);          ///< [mas|ked:rule:01234567]: skipped
std::size_t find_jwt(Scan& scan, std::size_t at);           ///< eyJ…|.…|.…
std::size_t find_private_key(Scan& scan, std::size_t at);   ///< ----|-BEGIN … PRIVATE KEY-----
std::size_t find_url_password(Scan& scan, std::size_t at);  ///< ://user:password@
std::size_t find_bearer(Scan& scan, std::size_t at);        ///< Be|arer …
std::size_t find_basic(Scan& scan, std::size_t at);         ///< B|asic …
std::size_t find_option(Scan& scan, std::size_t at);  ///< curl -u user:password, mysql -ppassword
std::size_t find_slack_hook(Scan& scan, std::size_t at);    ///< hooks.slack.com/services/…
std::size_t find_discord_hook(Scan& scan, std::size_t at);  ///< discord.com/api/w|ebhooks/…/…
std::size_t find_discord_token(Scan& scan, std::size_t at);
std::size_t find_telegram_token(Scan& scan, std::size_t at);
std::size_t find_twilio_key(Scan& scan, std::size_t at);
std::size_t find_twilio_pair(Scan& scan, std::size_t at);   ///< AC…:auth token
std::size_t find_azure_secret(Scan& scan, std::size_t at);  ///< abc8Q~…
std::size_t find_azure_key(Scan& scan, std::size_t at);     ///< Accou|ntKey=…
std::size_t find_teams_hook(Scan& scan, std::size_t at);    ///< w|ebhookb2/…
std::size_t find_infix(Scan& scan, std::size_t at);         ///< …|.atlasv1.…, …|-us14
std::size_t find_asana_token(Scan& scan, std::size_t at);   ///< |2/12…/12…:…
std::size_t find_signature(Scan& scan, std::size_t at);     ///< ?|sig=… of a shared access
std::size_t find_cookie(Scan& scan, std::size_t at);        ///< C|ookie: name=value; …
std::size_t find_pgpass(Scan& scan, std::size_t at);        ///< host:|5432:database:user:password
std::size_t find_putty_key(Scan& scan, std::size_t at);     ///< Private|-Lines: 1 …
std::size_t find_xml_key(Scan& scan, std::size_t at);       ///< |<D>…</D> of an RSA key
std::size_t find_jwk(Scan& scan, std::size_t at);           ///< "|d":"…" of a JSON Web Key
std::size_t find_identified(Scan& scan, std::size_t at);    ///< IDENTIFIE|D BY 'password'
std::size_t find_assignment(Scan& scan, std::size_t at);    ///< name = value, in its many forms

/// The secret half of an AWS key pair, when it follows the access key id closely.
void find_aws_secret_after(Scan& scan, std::size_t at);
bool is_aws_secret(std::string_view value);

/// Whether a token that is known by its form starts in the part: it is masked under its own name.
bool holds_known_secret(const Scan& scan, std::size_t from, std::size_t to);

}  // namespace baton::redact
