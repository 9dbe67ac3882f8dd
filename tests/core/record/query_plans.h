// The plans of all statements that a test has prepared: whatever a test runs is checked, so nobody
// has to list statements anywhere.
#pragma once

namespace kith {

class Database;

// Fails the running test when a statement prepared so far walks through a large table, or sorts
// what it found aside, without a reason given in query_plans.cpp. Explains each text once.
void check_query_plans(Database& db);

}  // namespace kith
