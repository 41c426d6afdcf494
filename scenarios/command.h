/* command.h - lantian scenario list | show ID | apply ID | shares ID | compare ID ... */
#ifndef LT_SCENARIO_COMMAND_H
#define LT_SCENARIO_COMMAND_H

#include "base/cli.h"
#include "scenarios/package.h"

lt_status lt_scenario_command(const lt_cli *cli);

/* The parts of it: a table of the shipped packages; one package as a page. */
lt_status lt_scenario_list(bool chinese);
/* {"measures": [...], "packages": [...]}: library and rows of the catalogue without a measure (command_list.c). */
lt_status lt_scenario_list_json(void);
/* coverage.csv into a folder (coverage.h). */
lt_status lt_scenario_list_coverage(const char *out, bool quiet, bool chinese);
/* Text and blanks to a width on the terminal; the word for a force. */
void lt_say_padded(const char *text, int width);
const char *lt_force_name(const char *force, bool chinese);
void lt_scenario_show(const lt_package *package, bool chinese);
/* Packages side by side (command_compare.c). */
lt_status lt_scenario_compare(const lt_cli *cli);

/* What stands for the hours of alerts where none are given; nothing of other packages. */
void lt_scenario_say_no_hours(const lt_package *package, bool chinese);

/* What apply, shares and compare take; the year of the shipped ledger. */
#define LT_SCENARIO_WORKS "out lang quiet case strength reference json"
enum { LT_SHIPPED_YEAR = 2020 };
/* The reference: --reference, else that of the case, else the shipped one; *out stays NULL for "base" and where it is
 * the package itself (NULL: any). */
lt_status lt_scenario_reference(const lt_cli *cli, const lt_case *setup, const char *package, lt_package **out);
/* --strength */
lt_status lt_scenario_weaken(const lt_cli *cli, lt_package *package);

#endif
