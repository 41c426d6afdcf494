/* cli.h - the common face of all commands: options, version. */
#ifndef LT_CLI_H
#define LT_CLI_H

#include "status.h"

#include <stdbool.h>

/* An option that may be given several times, in the order given. */
typedef struct lt_cli_files {
    const char *items[8];
    int n;
} lt_cli_files;

/* The options that commands share; a command rejects those that it does not take (LT_ERR_USAGE). */
typedef struct lt_cli {
    const char *command;
    const char *positional[16];
    int n_positional;
    const char *out, *lang, *start, *grid, *restart, *case_path, *variant, *strength, *reference, *as, *with, *gwp;
    const char *only;                 /* VARIANT/PERIOD */
    const char *layout, *nest_layout; /* PXxPY */
    const char *output;               /* who writes: base/part.h */
    const char *partition, *account, *time, *member;
    const char *archive;
    const char *city, *sector, *species, *cell, *hour;
    const char *mechanism, *states, *field, *method, *engine, *rtol, *atol;
    const char *mode, *state, *activity, *water;
    lt_cli_files met, obs, stations;
    long days, threads, top, draws, year, at_once, grace, attempts, ranks; /* 0 = not given */
    bool json, quiet, help, force, quick, resume, cells, skip_bad, jobs, finished, local, dry_run, weak;
    int argc;
    char **argv;
} lt_cli;

/* The options of a command as lt_cli_allow takes them, NULL of a word that is none: set by the front door, so that the
 * error of an unknown option names one that the command has. NULL: any option. */
extern const char *(*lt_cli_options_of)(const char *command);
/* lantian COMMAND [positional ...] [--option value | --option=value | --flag ...]; "--" ends the options. */
lt_status lt_cli_parse(int argc, char **argv, lt_cli *out);
/* LT_ERR_USAGE if an option outside the list "out lang quiet ..." was given. */
lt_status lt_cli_allow(const lt_cli *cli, const char *options);
/* Are reports and help wanted in Chinese? NULL (no command line): no. */
bool lt_cli_chinese(const lt_cli *cli);
/* The options of a command for its help text, one line each, in the order of the table (a buffer of the thread). */
const char *lt_cli_help(const char *options, bool chinese);
/* "0.1.0+g1a2b3c4" */
const char *lt_version(void);
/* The command line as given, for provenance ("lantian run liaoning"). Set by lt_cli_parse. */
const char *lt_command_line(void);
/* The same without the options that cannot change a number (--out, --threads ...), so that files of equal content are
 * equal; "lantian" before lt_cli_parse. */
const char *lt_command_history(void);
/* The files of this program are those of another command ("lantian run"): it takes the place of program and command in
 * the history of lt_cli_parse. */
void lt_command_stands_for(const char *command);

#endif
