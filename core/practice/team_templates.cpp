#include "core/practice/team_templates.h"

#include <array>

namespace kith {
namespace {

using enum FieldSort;

constexpr const char* yearly_help = "Once a year";

constexpr TemplateField skills[] = {
    {"Skill"},
    {.label = "Who", .sort = links},
    {.label = "How well", .sort = rating},
    {"When they have time"},
    {.label = "Last helped", .sort = date},
    {.label = "Checked", .sort = yes_no, .help = "References or papers were seen"},
    {.label = "Notes", .sort = long_text},
};

constexpr TemplateField guests[] = {
    {"Name"},
    {.label = "Who", .sort = link},
    {.label = "Answer", .sort = choice, .choices = "Invited|Coming|Perhaps|Cannot come|Came"},
    {.label = "Date", .sort = date},
    {.label = "Guests they bring", .sort = whole_number},
    {"Needs"},
    {.label = "Thanked", .sort = yes_no},
};

constexpr TemplateField offers[] = {
    {"What is offered"},
    {.label = "From", .sort = link},
    {.label = "Worth", .sort = money},
    {.label = "State", .sort = choice, .choices = "Offered|Accepted|Received|Thanked|Declined"},
    {.label = "Offered on", .sort = date},
    {.label = "Needed by", .sort = date},
    {.label = "Notes", .sort = long_text},
};

constexpr TemplateField grants[] = {
    {"Grant"},
    {.label = "Funder", .sort = link, .links_to = kinds::organisation},
    {.label = "State", .sort = choice, .choices = "Idea|Writing|Sent|Awarded|Declined|Reported"},
    {.label = "Asked for", .sort = money},
    {.label = "Awarded", .sort = money},
    {.label = "Deadline", .sort = date},
    {.label = "Report due", .sort = date},
    {.label = "Who leads", .sort = link},
    {.label = "Web page", .sort = url},
    {.label = "Notes", .sort = long_text},
};

constexpr TemplateField library[] = {
    {"Title"},
    {.label = "Web address", .sort = url},
    {.label = "Topics", .sort = choices, .choices = "How to|Law|Money|People|Research|Story|Tool"},
    {.label = "Worth reading", .sort = rating},
    {.label = "Found by", .sort = link},
    {.label = "Added on", .sort = date},
    {.label = "Copy kept", .sort = yes_no, .help = "A copy is safe if the page disappears"},
    {.label = "Why", .sort = long_text},
};

constexpr TemplateField assets[] = {
    {"What"},
    {.label = "Kind",
     .sort = choice,
     .choices = "Computer|Telephone|Printer|Network|Furniture|Vehicle|Tool"},
    {.label = "State",
     .sort = choice,
     .choices = "In use|Spare|To repair|Being repaired|To give away|Gone",
     .help = "Repair before replace"},
    {.label = "With whom", .sort = link},
    {"Serial number"},
    {.label = "Bought on", .sort = date},
    {.label = "Price", .sort = money},
    {.label = "Can it be repaired?",
     .sort = choice,
     .choices = "By us|By a repair café|By the maker|Not any more",
     .help = "Ask before anything new is bought"},
    {.label = "Repairs so far", .sort = long_text},
    {"Age in years", computed, "", kinds::person, "", "years_since([Bought on])"},
};

constexpr TemplateField services[] = {
    {"Service"},
    {.label = "What we do with it", .sort = long_text},
    {.label = "Why is it free?", .help = "Who pays, and what for"},
    {"What breaks without it"},
    {.label = "How bad",
     .sort = choice,
     .choices = "A nuisance|Work stops|Data is lost|People are at risk"},
    {.label = "Last export", .sort = date, .help = yearly_help},
    {"Exit route"},
    {.label = "Who knows it", .sort = links},
    {.label = "Terms", .sort = url},
    {"Days since export", computed, "", kinds::person, "", "days_between([Last export], today())"},
};
constexpr const char* const service_rows[] = {
    "E-mail",       "Web host and domain name", "Calendar",    "Files and photographs",
    "Mailing list", "Social network page",      "Video calls", "This workspace",
};

constexpr TemplateField maturity[] = {
    {"What is looked at"},
    {.label = "Category",
     .sort = choice,
     .choices = "Operations|Support and training|Planning|Infrastructure"},
    {.label = "Stage", .sort = choice, .choices = "Chaotic|Reactive|Proactive|Service|Value"},
    {.label = "Score", .sort = rating, .help = "1 to 5. Five everywhere is not the goal"},
    {.label = "Target", .sort = rating, .help = "What is good enough for us"},
    {"Gap", computed, "", kinds::person, "", "[Target] - [Score]"},
    {.label = "Evidence", .sort = long_text},
    {.label = "Assessed on", .sort = date},
};
constexpr const char* const maturity_rows[] = {
    "Backups are made and tried|Operations",
    "Accounts are closed when people leave|Operations",
    "Updates are installed|Operations",
    "Somebody answers when a thing breaks|Support and training",
    "New people are shown how things work|Support and training",
    "What we do is written down|Support and training",
    "There is a budget for technology|Planning",
    "Programmes say what they need|Planning",
    "Choices are looked at again|Planning",
    "Computers are good enough for the work|Infrastructure",
    "The network carries the work|Infrastructure",
    "Data is kept safe|Infrastructure",
};

constexpr TemplateField capability[] = {
    {"Cell"},
    {.label = "Activity",
     .sort = choice,
     .choices = "Collaboration|Communication|Monitoring|Multimedia"},
    {.label = "Quality", .sort = choice, .choices = "Effective|Efficient|Secure"},
    {.label = "How far we are", .sort = rating},
    {.label = "Notes", .sort = long_text},
    {.label = "Evidence", .sort = long_text},
};
constexpr const char* const capability_rows[] = {
    "Collaboration: effective|Collaboration|Effective",
    "Collaboration: efficient|Collaboration|Efficient",
    "Collaboration: secure|Collaboration|Secure",
    "Communication: effective|Communication|Effective",
    "Communication: efficient|Communication|Efficient",
    "Communication: secure|Communication|Secure",
    "Monitoring: effective|Monitoring|Effective",
    "Monitoring: efficient|Monitoring|Efficient",
    "Monitoring: secure|Monitoring|Secure",
    "Multimedia: effective|Multimedia|Effective",
    "Multimedia: efficient|Multimedia|Efficient",
    "Multimedia: secure|Multimedia|Secure",
};

constexpr TemplateField plan[] = {
    {"Goal"},
    {.label = "Need", .sort = long_text},
    {"Option"},
    {.label = "Cost", .sort = money},
    {.label = "Training", .sort = money},
    {.label = "Who", .sort = link},
    {.label = "When", .sort = date},
    {.label = "State", .sort = choice, .choices = "Wanted|Planned|Under way|Done|Dropped"},
    {.label = "Technical help", .sort = long_text},
};

constexpr std::array templates = {
    TableTemplate{"Volunteers’ skills", "Who can do what, and when they have time.", skills},
    TableTemplate{"Event guests", "Who is invited, who comes, who was thanked.", guests},
    TableTemplate{"In-kind offers", "Things and time that people offer instead of money.", offers},
    TableTemplate{"Grants", "From the first idea to the last report.", grants},
    TableTemplate{"Library of links", "Pages worth finding again, and why.", library},
    TableTemplate{"Asset register",
                  "What we own and who has it. Repair before replace: each thing says whether it "
                  "can be repaired.",
                  assets},
    TableTemplate{"Service dependencies",
                  "The services we lean on: why they are free, what breaks without them, and the "
                  "way out.",
                  services, service_rows},
    TableTemplate{"Tech maturity assessment",
                  "Where we are and where we want to be. Five everywhere is not the goal.",
                  maturity, maturity_rows},
    TableTemplate{"Social media capability grid",
                  "Four activities by three qualities, with notes and evidence each.", capability,
                  capability_rows},
    TableTemplate{"Technology plan",
                  "From goals to what they take: options, cost, training, who and when.", plan},
};

}  // namespace

std::span<const TableTemplate> table_templates() {
  return templates;
}

}  // namespace kith
