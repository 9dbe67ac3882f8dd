// The kinds and fields shipped with Kith. The numbers are permanent: never reuse or change one.
#pragma once

#include "core/record/schema_id.h"

namespace kith {

namespace kinds {
inline constexpr KindId schema_kind{0, 1};   // a kind, described as a record
inline constexpr KindId schema_field{0, 2};  // a field, described as a record
inline constexpr KindId person{0, 16};
inline constexpr KindId organisation{0, 17};
inline constexpr KindId household{0, 18};
inline constexpr KindId tie{0, 19};
inline constexpr KindId fact{0, 20};
inline constexpr KindId interaction{0, 21};
inline constexpr KindId import{0, 22};
inline constexpr KindId not_same{0, 23};
inline constexpr KindId segment{0, 24};  // a filter with a name
inline constexpr KindId list{0, 25};     // records put together by hand
inline constexpr KindId saved_view{0, 26};
inline constexpr KindId network{0, 27};  // that people are on
}  // namespace kinds

namespace fields {

// A person. The display name is one text, as its owner writes it; the parts help sorting, letters
// and exports.
namespace person {
inline constexpr FieldId name{0, 256};
inline constexpr FieldId given_name{0, 257};
inline constexpr FieldId middle_name{0, 258};
inline constexpr FieldId family_name{0, 259};
inline constexpr FieldId name_prefix{0, 260};
inline constexpr FieldId name_suffix{0, 261};
inline constexpr FieldId nickname{0, 262};
inline constexpr FieldId phonetic_name{0, 263};
inline constexpr FieldId birthday{0, 264};      // date, partial allowed
inline constexpr FieldId organisation{0, 265};  // link to an organisation
inline constexpr FieldId job_title{0, 266};
inline constexpr FieldId department{0, 267};
inline constexpr FieldId household{0, 268};  // link
inline constexpr FieldId emails{0, 269};     // sets from here to handles
inline constexpr FieldId phones{0, 270};
inline constexpr FieldId urls{0, 271};
inline constexpr FieldId handles{0, 272};
inline constexpr FieldId addresses{0, 273};
inline constexpr FieldId labels{0, 274};  // set of text: groups and tags as imported
inline constexpr FieldId notes{0, 275};   // long text
inline constexpr FieldId city{0, 276};
}  // namespace person

namespace organisation {
inline constexpr FieldId name{0, 320};
inline constexpr FieldId emails{0, 321};
inline constexpr FieldId phones{0, 322};
inline constexpr FieldId urls{0, 323};
inline constexpr FieldId handles{0, 324};
inline constexpr FieldId addresses{0, 325};
inline constexpr FieldId labels{0, 326};
inline constexpr FieldId notes{0, 327};
inline constexpr FieldId city{0, 328};
}  // namespace organisation

namespace household {
inline constexpr FieldId name{0, 352};
inline constexpr FieldId addresses{0, 353};
inline constexpr FieldId notes{0, 354};
}  // namespace household

// "`from` is the <relation> of `to`". The other end may be known by name only.
namespace tie {
inline constexpr FieldId from{0, 384};  // link to a person or organisation
inline constexpr FieldId to{0, 385};    // link, or
inline constexpr FieldId to_name{0, 386};
inline constexpr FieldId relation{0, 387};  // text: spouse, parent, friend, introduced by …
inline constexpr FieldId since{0, 388};     // dates
inline constexpr FieldId until{0, 389};
inline constexpr FieldId note{0, 390};
inline constexpr FieldId source{0, 391};
}  // namespace tie

// A piece of tiny data.
namespace fact {
inline constexpr FieldId subject{0, 416};       // link
inline constexpr FieldId topic{0, 417};         // text: "loves", "allergic to", an imported heading
inline constexpr FieldId text{0, 418};          // what is known, as a sentence or a value
inline constexpr FieldId how{0, 419};           // choice FactHow
inline constexpr FieldId said_by{0, 420};       // link
inline constexpr FieldId source{0, 421};        // text: "Google Contacts"
inline constexpr FieldId learned_on{0, 422};    // date
inline constexpr FieldId confirmed_on{0, 423};  // date
inline constexpr FieldId sensitivity{0, 424};   // choice Sensitivity
inline constexpr FieldId expires_on{0, 425};    // date
}  // namespace fact

// Any contact, on any channel, in either direction; a gift is one too.
namespace interaction {
inline constexpr FieldId people{0, 448};     // set of links
inline constexpr FieldId channel{0, 449};    // choice Channel
inline constexpr FieldId direction{0, 450};  // choice Direction
inline constexpr FieldId on{0, 451};         // date
inline constexpr FieldId summary{0, 452};    // text
inline constexpr FieldId notes{0, 453};      // long text
inline constexpr FieldId amount{0, 454};     // money: of a gift
}  // namespace interaction

namespace import {
inline constexpr FieldId source{0, 480};  // text: "Google Contacts"
inline constexpr FieldId file_name{0, 481};
inline constexpr FieldId state{0, 482};  // choice ImportState
inline constexpr FieldId rows{0, 483};   // integers from here
inline constexpr FieldId created{0, 484};
inline constexpr FieldId matched{0, 485};
inline constexpr FieldId kept_raw{0, 486};
inline constexpr FieldId content_hash{0, 487};  // text, hexadecimal
inline constexpr FieldId rows_done{0, 488};
}  // namespace import

// Somebody said that two records that look alike are not the same. The id comes from the pair.
namespace not_same {
inline constexpr FieldId first{0, 512};  // link: of the two, the lesser id
inline constexpr FieldId second{0, 513};
}  // namespace not_same

namespace segment {
inline constexpr FieldId name{0, 544};
inline constexpr FieldId filter{0, 545};  // text: docs/format.md, "Filters"
inline constexpr FieldId note{0, 546};
}  // namespace segment

namespace list {
inline constexpr FieldId name{0, 608};
inline constexpr FieldId members{0, 609};  // set of links
inline constexpr FieldId note{0, 610};
}  // namespace list

// A handle names it by its label.
namespace network {
inline constexpr FieldId name{0, 640};
inline constexpr FieldId also{0, 641};     // set of text: other names it goes by
inline constexpr FieldId pattern{0, 642};  // text: of a profile's address, "{name}" in it
inline constexpr FieldId state{0, 643};    // choice: alive, closed
inline constexpr FieldId instead{0, 644};  // text: what to use now
}  // namespace network

// How a team looks at one of its own tables.
namespace saved_view {
inline constexpr FieldId of_kind{0, 576};     // link to the kind's description
inline constexpr FieldId label{0, 577};       // text
inline constexpr FieldId layout{0, 578};      // choice: table, board, calendar, cards, chart
inline constexpr FieldId sort{0, 579};        // link to a field's description, as group and date
inline constexpr FieldId descending{0, 580};  // yes_no
inline constexpr FieldId group{0, 581};
inline constexpr FieldId date{0, 582};
inline constexpr FieldId conditions{0, 583};  // set of text "<field's description>:test:text"
}  // namespace saved_view

// The description of a kind or field that a team made.
namespace schema_kind {
inline constexpr FieldId label{0, 64};
inline constexpr FieldId order{0, 65};   // text, fractional index
inline constexpr FieldId hidden{0, 66};  // yes_no
inline constexpr FieldId help{0, 67};    // text: what it is for
}  // namespace schema_kind

namespace schema_field {
inline constexpr FieldId label{0, 72};
inline constexpr FieldId value_type{0, 73};      // integer ValueType
inline constexpr FieldId of_kind{0, 74};         // link: the 16 bytes of the kind's id
inline constexpr FieldId order{0, 75};           // text, fractional index
inline constexpr FieldId hidden{0, 76};          // yes_no
inline constexpr FieldId is_set{0, 77};          // yes_no
inline constexpr FieldId choices{0, 78};         // set of text "number:label:colour"
inline constexpr FieldId links_to{0, 79};        // set of links, as of_kind
inline constexpr FieldId help{0, 80};            // text
inline constexpr FieldId sensitivity{0, 81};     // choice Sensitivity
inline constexpr FieldId expires_months{0, 82};  // integer: ask again after so long
inline constexpr FieldId style{0, 83};           // integer FieldStyle
inline constexpr FieldId unit{0, 84};            // text: of a number; of money its currency
inline constexpr FieldId formula{0, 85};         // text: what it is computed from
}  // namespace schema_field

}  // namespace fields

// Numbers of shipped choices, permanent too.
enum class FactHow : unsigned {
  told_us = 1,
  seen = 2,
  publicly_known = 3,
  guessed = 4,
  imported = 5
};
enum class Sensitivity : unsigned { open = 1, team = 2, stewards = 3, sealed = 4 };
// How a field of a type is shown where there are several ways.
enum class FieldStyle : unsigned { plain = 0, rating = 1 };
enum class Channel : unsigned {
  note = 1,
  call = 2,
  visit = 3,
  letter = 4,
  email = 5,
  message = 6,
  meeting = 7,
  video = 8,
  event = 9,
  gift = 10
};
enum class Direction : unsigned { both = 1, from_them = 2, from_us = 3 };
enum class ImportState : unsigned { running = 1, done = 2, cancelled = 3, undone = 4 };

}  // namespace kith
