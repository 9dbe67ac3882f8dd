#include "tests/generate/phrases.h"

#include <array>

namespace kith::generate {
namespace {

using Words = std::string_view;

constexpr auto organisation_name_words = std::to_array<Words>(
    {"Riverbend",   "Saltmarsh",   "Harbor",    "Fernway", "Tide Street", "Lowmere",
     "Kelp Row",    "Quay",        "Millstone", "Otter",   "Northlight",  "Elder Grove",
     "Bright Loom", "Copperfield", "Driftwood", "Heron",   "Juniper",     "Lantern",
     "Meadow",      "Old Ferry",   "Pebble",    "Rookery", "Sparrow",     "Tallow",
     "Umber",       "Willow",      "Yew Tree",  "Zinnia",  "Blackthorn",  "Causeway",
     "Dovecote",    "Evergreen",   "Foxglove",  "Gannet",  "Hawthorn",    "Ironbridge",
     "Kingfisher",  "Larkspur",    "Moorland",  "Nettle"});
constexpr auto organisation_kind_words = std::to_array<Words>(
    {"Seed Library", "Tool Co-op",    "Trust",          "Clinic",           "Legal Aid, Inc.",
     "Food Bank",    "Choir",         "Night School",   "Community Garden", "Housing Association",
     "Press",        "Theatre",       "Bakery",         "Boat Yard",        "Credit Union",
     "Museum",       "Radio",         "Repair Café",    "Land Trust",       "Shelter",
     "Library",      "Bicycle Works", "Weavers' Guild", "Foundation",       "& Daughters",
     "Observatory"});
constexpr auto position_words = std::to_array<Words>({"Ranger",
                                                      "Nurse lead",
                                                      "Director, Intake",
                                                      "Lead \"Gleaner\"",
                                                      "Treasurer",
                                                      "Volunteer",
                                                      "Board member",
                                                      "Programme officer",
                                                      "Head of fundraising",
                                                      "Librarian",
                                                      "Choir leader",
                                                      "Teacher",
                                                      "Editor",
                                                      "Caretaker",
                                                      "Researcher",
                                                      "Coordinator",
                                                      "Founder",
                                                      "Secretary",
                                                      "Carpenter",
                                                      "Major gifts officer"});
constexpr auto street_words = std::to_array<Words>(
    {"Mill Lane", "Quay Street", "Kelp Row", "Orchard Road", "Chapel Hill", "Weir Path",
     "Long Acre", "Station Road", "Rope Walk", "Bridge Street", "Dyke End", "Tanner's Yard"});
constexpr auto nickname_words = std::to_array<Words>(
    {"Birdie", "Ody",  "Nadi", "Pi",   "Sunny", "Bo",         "Kit",    "Mishka",
     "Teo",    "Zuzu", "Ace",  "Lulu", "Bear",  "Captain",    "Momo",   "Fig",
     "Pepper", "Tiny", "小明", "Соня", "نونو",  "ぴーちゃん", "깜찍이", "छोटू"});
constexpr auto label_words = std::to_array<Words>(
    {"Volunteers", "Board", "Choir", "Donors", "Gardeners", "Newsletter", "Neighbours", "Press",
     "River", "Seed-savers", "Night School", "Partners"});
constexpr auto note_words = std::to_array<Words>(
    {"Met at the weir clean-up.", "Prefers letters.", "Never call before 10.",
     "Sings alto, bakes rye\nDo not ask in Lent", "Introduced by the librarian.",
     "Asked about the night school; \"maybe in autumn\"", "Has the key of the boat house.",
     "Knows everybody on the quay.\nTalks fast, listens well.",
     "Wants the minutes on paper, large print.", "Moved here for the light."});
constexpr auto interaction_kind_words =
    std::to_array<Words>({"call", "meeting", "message", "letter", "visit"});
constexpr auto interaction_note_words = std::to_array<Words>(
    {"Talked about the garden.", "Caught up over tea.", "Thanked for the seedlings.",
     "Asked for help with the roof.", "Sent the programme.", "Walked along the dyke.",
     "Planned the spring concert.", "Wished a happy birthday.", "Worried about the lease.",
     "Promised to send the photographs.", "Laughed a lot.", "Came with the whole family."});
constexpr auto syllable_words = std::to_array<Words>(
    {"ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo",  "mu",  "na",  "pe",
     "ri", "so", "tu", "va", "we", "xi", "yo", "zu", "lin", "mar", "tor", "sel"});

constexpr auto likes =
    std::to_array<Words>({"old maps", "rye bread", "night trains", "brass bands", "wild swimming",
                          "crosswords", "long letters", "lilac", "chess by post",
                          "black tea with cardamom", "mending clocks", "moths"});
constexpr auto reads = std::to_array<Words>(
    {"Octavia Butler", "detective stories", "poetry in translation", "the tide tables",
     "anything about bees", "Ursula K. Le Guin", "railway novels", "seed catalogues"});
constexpr auto avoids = std::to_array<Words>(
    {"lilies", "shellfish", "hazelnuts", "loud rooms", "the telephone", "cats", "gluten", "wool"});
constexpr auto family = std::to_array<Words>(
    {"a daughter at sea", "twins in the choir", "a mother in Lowmere", "three brothers",
     "a grandchild on the way", "an old dog called Biscuit", "a sister who paints"});
constexpr auto hopes = std::to_array<Words>(
    {"build a boat", "learn the accordion", "see the northern lights", "plant an orchard",
     "sleep under the stars once a month", "finish the novel", "start a repair café"});
constexpr auto work =
    std::to_array<Words>({"a shipyard", "the night shift", "the land registry", "a puppet theatre",
                          "seven schools", "the water board", "a mountain hut"});
constexpr auto languages =
    std::to_array<Words>({"Portuguese", "Sign language", "ქართული", "Українська", "العربية",
                          "日本語", "தமிழ்", "አማርኛ", "Ελληνικά", "한국어", "हिन्दी", "ไทย"});

constexpr auto all_fact_phrases = std::to_array<FactPhrases>({
    {"likes", "loves ", likes},
    {"reads", "reads ", reads},
    {"avoids", "cannot have ", avoids},
    {"family", "has ", family},
    {"hopes", "would like to ", hopes},
    {"work", "used to work for ", work},
    {"language", "speaks ", languages},
});

}  // namespace

std::span<const std::string_view> organisation_names() {
  return organisation_name_words;
}
std::span<const std::string_view> organisation_kinds() {
  return organisation_kind_words;
}
std::span<const std::string_view> positions() {
  return position_words;
}
std::span<const std::string_view> streets() {
  return street_words;
}
std::span<const std::string_view> nicknames() {
  return nickname_words;
}
std::span<const std::string_view> labels() {
  return label_words;
}
std::span<const std::string_view> notes() {
  return note_words;
}
std::span<const std::string_view> interaction_kinds() {
  return interaction_kind_words;
}
std::span<const std::string_view> interaction_notes() {
  return interaction_note_words;
}
std::span<const std::string_view> syllables() {
  return syllable_words;
}
std::span<const FactPhrases> fact_phrases() {
  return all_fact_phrases;
}

}  // namespace kith::generate
