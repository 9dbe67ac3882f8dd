#include "core/exchange/mapping.h"

#include <algorithm>

namespace kith {

namespace {

struct Synonym {
  std::string_view headers;  // keys, separated by |
  TargetField field;
  std::string_view label = {};
};

// Folded headings as they occur in exports of many programs, in English and in the languages that
// localised Outlook and Google files come in most.
constexpr Synonym synonyms[] = {
    {"name|full name|display name|contact|contact name|nom complet|nombre completo|vollstandiger "
     "name|nome completo|volledige naam",
     TargetField::full_name},
    {"first name|firstname|first|given name|givenname|forename|prenom|vorname|nombre|nome|voornaam|"
     "cnbio_first_name",
     TargetField::given_name},
    {"middle name|middlename|middle|additional name|second name", TargetField::middle_name},
    {"last name|lastname|last|surname|family name|familyname|nom|nom de famille|nachname|apellido|"
     "apellidos|cognome|sobrenome|achternaam|cnbio_last_name",
     TargetField::family_name},
    {"prefix|name prefix|salutation|title prefix|honorific|individual prefix|anrede",
     TargetField::name_prefix},
    {"suffix|name suffix|individual suffix", TargetField::name_suffix},
    {"nickname|nick name|nick|informal name|spitzname|surnom|apodo|soprannome",
     TargetField::nickname},
    {"company|organization|organisation|organization name|organisation name|employer|"
     "current employer|company name|org|firma|entreprise|societe|empresa|azienda|bedrijf|"
     "cnbio_org_name|account name",
     TargetField::organisation},
    {"job title|jobtitle|position|role|occupation|title|fonction|poste|position/titel|cargo|"
     "functie",
     TargetField::job_title},
    {"department|dept|abteilung|service|departamento|reparto|afdeling", TargetField::department},
    {"birthday|birthdate|birth date|date of birth|dob|geburtstag|geburtsdatum|anniversaire|"
     "date de naissance|cumpleanos|fecha de nacimiento|compleanno|verjaardag",
     TargetField::birthday},
    {"notes|note|note(s)|comment|comments|description|notizen|remarques|notas|opmerkingen",
     TargetField::notes},
    {"labels|tags|tag(s)|group|groups|group(s)|categories|category|group membership|kategorien|"
     "etiquettes|etiquetas",
     TargetField::labels},
    {"id|contact id|person id|external id|external identifier|uid|uuid|account number|record id",
     TargetField::source_id},
    {"email|e-mail|mail|email address|e-mail address|courriel|adresse email|adresse e-mail|"
     "e-mail-adresse|correo|correo electronico|email 1|e-mail 1|primary email",
     TargetField::email},
    {"email 2|e-mail 2|secondary email|other email|alternate email", TargetField::email, "Other"},
    {"work email|business email|office email", TargetField::email, "Work"},
    {"home email|personal email|private email", TargetField::email, "Home"},
    {"phone|telephone|tel|phone number|phone 1|telefon|telefono|telefone|telefoon|numero",
     TargetField::phone},
    {"mobile|mobile phone|cell|cell phone|cellphone|mobile number|handy|mobil|portable|movil|gsm",
     TargetField::phone, "Mobile"},
    {"home phone|phone (home)", TargetField::phone, "Home"},
    {"work phone|business phone|office phone|phone (work)", TargetField::phone, "Work"},
    {"phone 2|other phone|alternate phone", TargetField::phone, "Other"},
    {"fax|fax number", TargetField::phone, "Fax"},
    {"website|web site|web page|url|web|homepage|site web", TargetField::url},
    {"linkedin|linkedin url|linkedin profile|linkedin page", TargetField::url, "LinkedIn"},
    {"facebook|facebook page|facebook url", TargetField::url, "Facebook"},
    {"twitter|x|twitter handle", TargetField::handle, "X"},
    {"instagram|instagram handle", TargetField::handle, "Instagram"},
    {"mastodon|fediverse|account address", TargetField::handle, "Mastodon"},
    {"telegram", TargetField::handle, "Telegram"},
    {"signal", TargetField::handle, "Signal"},
    {"skype", TargetField::handle, "Skype"},
    {"spouse|partner|spouse name|husband|wife", TargetField::tie, "Spouse"},
    {"children|child|kids", TargetField::tie, "Child"},
    {"manager|manager's name", TargetField::tie, "Manager"},
    {"assistant|assistant's name", TargetField::tie, "Assistant"},
    {"anniversary|wedding anniversary", TargetField::event, "Anniversary"},
    {"connected on", TargetField::known_on},
    {"address|full address|postal address|adresse|direccion|indirizzo|adres|anschrift",
     TargetField::address_street},
    {"street|street address|address line 1|address 1|address line1|strasse|rue|calle|straat",
     TargetField::address_street},
    {"address line 2|address 2|address line2|supplemental address 1",
     TargetField::address_extended},
    {"po box|p.o. box|postfach", TargetField::address_po_box},
    {"city|town|ort|stadt|ville|ciudad|citta|cidade|plaats", TargetField::address_city},
    {"state|region|province|state/province|county|bundesland|provincia",
     TargetField::address_region},
    {"zip|zip code|zipcode|postal code|postcode|post code|zip/postal code|plz|code postal|"
     "codigo postal|cap|cep",
     TargetField::address_postal_code},
    {"country|country/region|land|pays|pais|paese", TargetField::address_country},
};

bool lists(std::string_view headers, std::string_view key) {
  while (!headers.empty()) {
    const std::size_t end = std::min(headers.find('|'), headers.size());
    if (headers.substr(0, end) == key) return true;
    headers.remove_prefix(std::min(end + 1, headers.size()));
  }
  return false;
}

// Of these a contact has several; of all others the second column that claims to be one is kept
// as it is.
bool may_repeat(TargetField field) {
  return field == TargetField::labels ||
         (field >= TargetField::email && field != TargetField::event &&
          field < TargetField::address_label);
}

}  // namespace

Mapping suggest_mapping(std::span<const std::string> headers) {
  Mapping mapping;
  std::vector<TargetField> taken;
  std::uint32_t slot = 0;
  for (const std::string& header : headers) {
    const std::string key = header_key(header);
    const auto* found = std::ranges::find_if(
        synonyms, [&](const Synonym& synonym) { return lists(synonym.headers, key); });
    Target target;
    if (found != std::end(synonyms)) {
      const bool repeated = std::ranges::find(taken, found->field) != taken.end();
      if (!repeated || may_repeat(found->field)) {
        target.field = found->field;
        target.label = found->label;
        taken.push_back(found->field);
        // Each way stands alone; the parts of the one address stand together.
        if (may_repeat(found->field)) target.slot = ++slot;
      }
    }
    mapping.push_back(target);
  }
  return mapping;
}

}  // namespace kith
