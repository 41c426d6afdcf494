/* cli.c - the options that commands share: one table, from which reading, refusing and help come. */
#include "base/cli.h"

#include "base/csv.h"
#include "base/number.h"
#include "base/timeaxis.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef enum option_kind {
    OPTION_TEXT,
    OPTION_DATE,
    OPTION_CHOICE,
    OPTION_COUNT,
    OPTION_FLAG,
    OPTION_FILES
} option_kind;
typedef struct option_row {
    const char *name, *value; /* "--name VALUE" in help; choices for OPTION_CHOICE */
    option_kind kind;
    size_t offset;
    long max; /* OPTION_COUNT: 1 to max */
    const char *doc;
    bool silent; /* cannot change a number: left out of the history of files */
} option_row;

enum { MOST_DAYS = 3660, MOST_THREADS = 1024, MOST_ROWS = 1000000, MOST_DRAWS = 1000000, LEFT = 48 };

#define AT(member) offsetof(lt_cli, member)
static const option_row options[] = {
    {"out", "DIR", OPTION_TEXT, AT(out), 0, "folder of the results", true},
    {"lang", "zh|en", OPTION_CHOICE, AT(lang), 0, "language of reports", true},
    {"start", "YYYY-MM-DD", OPTION_DATE, AT(start), 0, "first day of the first period (UTC+8); the others are left out",
     false},
    {"days", "N", OPTION_COUNT, AT(days), MOST_DAYS, "length of the first period; the others are left out", false},
    {"grid", "G", OPTION_TEXT, AT(grid), 0, "name or file of a grid definition", false},
    {"met", "FILE", OPTION_FILES, AT(met), 0,
     "weather of the run (a pattern in quotes stands for all its files); may be given several times", false},
    {"obs", "FILE", OPTION_FILES, AT(obs), 0, "observations to compare with; may be given several times", false},
    {"restart", "FILE", OPTION_TEXT, AT(restart), 0, "state to begin from", false},
    {"case", "PATH", OPTION_TEXT, AT(case_path), 0, "case whose settings are used", false},
    {"variant", "NAME", OPTION_TEXT, AT(variant), 0, "base, noise, a draw, the reference or a package", false},
    {"strength", "S", OPTION_TEXT, AT(strength), 0, "how much of the measures acts, 0 to 1", false},
    {"reference", "NAME", OPTION_TEXT, AT(reference), 0, "what packages act on: a package, or base", false},
    {"as", "FORMAT", OPTION_TEXT, AT(as), 0, "format to write", false},
    {"gwp", "SET", OPTION_TEXT, AT(gwp), 0, "warming potentials: AR4, AR5 or AR6", false},
    {"with", "SERIES", OPTION_TEXT, AT(with), 0, "table of new numbers for a ledger", false},
    {"city", "NAME", OPTION_TEXT, AT(city), 0, "a city of Liaoning or another region of the inventory", false},
    {"sector", "NAME", OPTION_TEXT, AT(sector), 0, "a sector of the inventory", false},
    {"species", "S", OPTION_TEXT, AT(species), 0, "a pollutant, ofp, oh or a species of emissions.nc", false},
    {"cell", "I,J|LON,LAT", OPTION_TEXT, AT(cell), 0, "a cell of the grid", false},
    {"hour", "YYYY-MM-DDTHH", OPTION_TEXT, AT(hour), 0, "the hour that begins then (UTC+8)", false},
    {"mechanism", "M", OPTION_TEXT, AT(mechanism), 0, "gas mechanism: a shipped one or a file .def", false},
    {"states", "DIR", OPTION_TEXT, AT(states), 0, "folder of X_start.csv, X_pulse.csv, X_rates.csv, X_end.csv", false},
    {"method", "NAME", OPTION_TEXT, AT(method), 0,
     "of chemistry: ros3, rodas3, rodas31, rodas4; of the equilibrium: newton, sweeps", false},
    {"engine", "best|generated|interpreter", OPTION_CHOICE, AT(engine), 0, "who solves the chemistry", false},
    {"rtol", "X", OPTION_TEXT, AT(rtol), 0, "relative tolerance of the chemistry", false},
    {"atol", "PPB", OPTION_TEXT, AT(atol), 0, "absolute tolerance of the chemistry", false},
    {"mode", "forward|reverse", OPTION_CHOICE, AT(mode), 0,
     "totals are of gas and particle (forward, as without it), or of the particle alone", false},
    {"state", "metastable|stable", OPTION_CHOICE, AT(state), 0,
     "solution only (metastable, as without it), or salts crystallise", false},
    {"activity", "NAME", OPTION_TEXT, AT(activity), 0,
     "activity coefficients: kusik_meissner (as without it), isorropia, ideal", false},
    {"water", "smooth|percent", OPTION_CHOICE, AT(water), 0,
     "water at the humidity (smooth, as without it), or at its nearest percent as ISORROPIA has it", false},
    {"year", "Y", OPTION_COUNT, AT(year), 9999, "year whose activity counts", false},
    {"top", "N", OPTION_COUNT, AT(top), MOST_ROWS, "rows to show", false},
    {"draws", "N", OPTION_COUNT, AT(draws), MOST_DRAWS, "draws of the numbers that are not known well", false},
    {"threads", "N", OPTION_COUNT, AT(threads), MOST_THREADS, "threads to use", true},
    {"json", NULL, OPTION_FLAG, AT(json), 0, "print one JSON object", true},
    {"quiet", NULL, OPTION_FLAG, AT(quiet), 0, "no remarks and no progress line", true},
    {"quick", NULL, OPTION_FLAG, AT(quick), 0, "small sizes; long cases are left out and named", false},
    {"force", NULL, OPTION_FLAG, AT(force), 0, "do it again though nothing changed", true},
    {"cells", NULL, OPTION_FLAG, AT(cells), 0, "many cells: the names are the file with them and the file of results",
     false},
    {"skip-bad", NULL, OPTION_FLAG, AT(skip_bad), 0, "leave bad rows out and list them", false},
    {"resume", NULL, OPTION_FLAG, AT(resume), 0, "go on with a run that was cut off", true},
    {"help", NULL, OPTION_FLAG, AT(help), 0, "this text", false},
};
enum { N_OPTIONS = sizeof options / sizeof *options };

static char command_line[1024], history[1024];

static const option_row *find_option(const char *name, size_t length) {
    for (int o = 0; o < N_OPTIONS; o++)
        if (strlen(options[o].name) == length && memcmp(options[o].name, name, length) == 0) return &options[o];
    return NULL;
}

static lt_status unknown_option(const char *argument) {
    const char *names[N_OPTIONS];
    for (int o = 0; o < N_OPTIONS; o++) names[o] = options[o].name;
    char name[64];
    const char *bare = argument + strspn(argument, "-");
    snprintf(name, sizeof name, "%.*s", (int)strcspn(bare, "="), bare);
    const char *nearest = lt_nearest_name(name, names, N_OPTIONS);
    return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("unknown option %s", argument),
                    .todo = nearest ? lt_fmt("did you mean --%s?", nearest) : "see lantian --help",
                    .where = "command line", .expected = "an option of `lantian COMMAND --help`", .found = argument);
}

static lt_status bad_value(const option_row *option, const char *value, const char *expected) {
    return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("a bad value for --%s", option->name), .expected = expected,
                    .found = lt_fmt("\"%s\"", value), .where = "command line",
                    .todo = "correct the value, or leave the option out");
}

static bool is_choice(const char *choices, const char *value) {
    size_t length = strlen(value);
    for (const char *c = choices; *c; c += strcspn(c, "|"), c += *c == '|')
        if (strcspn(c, "|") == length && memcmp(c, value, length) == 0) return true;
    return false;
}

static lt_status set_count(const option_row *option, const char *value, long *member) {
    long number;
    if (!lt_number_long(value, &number) || number < 1 || number > option->max)
        return bad_value(option, value, lt_fmt("a whole number from 1 to %ld", option->max));
    *member = number;
    return LT_OK;
}

static bool was_given(const option_row *option, const lt_cli *cli) {
    const void *member = (const char *)cli + option->offset;
    if (option->kind == OPTION_FLAG) return *(const bool *)member;
    if (option->kind == OPTION_COUNT) return *(const long *)member != 0;
    if (option->kind == OPTION_FILES) return ((const lt_cli_files *)member)->n > 0;
    return *(const char *const *)member != NULL;
}

static lt_status add_file(const option_row *option, const char *value, lt_cli_files *files) {
    const int most = (int)(sizeof files->items / sizeof *files->items);
    if (files->n == most)
        return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("--%s is given too often", option->name), .where = "command line",
                        .expected = lt_fmt("at most %d times", most), .found = lt_fmt("\"%s\" too", value),
                        .todo = "put the files together");
    for (int k = 0; k < files->n; k++)
        if (strcmp(files->items[k], value) == 0)
            return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("--%s names a file twice", option->name),
                            .where = "command line", .expected = "every file once",
                            .found = lt_fmt("\"%s\" again", value), .todo = "keep one");
    files->items[files->n++] = value;
    return LT_OK;
}

static lt_status set_option(const option_row *option, const char *value, lt_cli *cli) {
    void *member = (char *)cli + option->offset;
    lt_time ignored;
    if (option->kind != OPTION_FILES && was_given(option, cli))
        return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("--%s is given twice", option->name), .todo = "keep one",
                        .where = "command line", .expected = "every option once",
                        .found = lt_fmt("\"%s\" again", value));
    if (!value[0]) return bad_value(option, value, option->value);
    if (option->kind == OPTION_FILES) return add_file(option, value, member);
    if (option->kind == OPTION_COUNT) return set_count(option, value, member);
    if (option->kind == OPTION_CHOICE && !is_choice(option->value, value))
        return bad_value(option, value, lt_fmt("one of %s", option->value));
    if (option->kind == OPTION_DATE && lt_time_parse(value, LT_CST_OFFSET, &ignored) != LT_OK)
        return bad_value(option, value, "a date that exists, e.g. 2020-01-06");
    *(const char **)member = value;
    return LT_OK;
}

/* "--name=value", "--name value", "--flag"; advances *at over a value of its own. */
static lt_status read_option(int argc, char **argv, int *at, lt_cli *cli) {
    const char *argument = argv[*at], *name = argument + 2;
    if (strcmp(argument, "-h") == 0)
        name = "help";
    else if (argument[1] != '-')
        return unknown_option(argument);
    size_t length = strcspn(name, "=");
    const option_row *option = find_option(name, length);
    if (!option) return unknown_option(argument);
    bool attached = name[length] == '=';
    if (option->kind == OPTION_FLAG) {
        if (attached)
            return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("--%s takes no value", option->name),
                            .found = lt_fmt("\"%s\"", argument), .where = "command line",
                            .expected = lt_fmt("--%s alone", option->name), .todo = "leave out = and what follows");
        *(bool *)((char *)cli + option->offset) = true;
        return LT_OK;
    }
    if (attached) return set_option(option, name + length + 1, cli);
    if (*at + 1 >= argc || strncmp(argv[*at + 1], "--", 2) == 0)
        return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("--%s needs a value", option->name),
                        .expected = lt_fmt("--%s %s", option->name, option->value), .where = "command line",
                        .found = *at + 1 < argc ? lt_fmt("\"%s\"", argv[*at + 1]) : "nothing",
                        .todo = "give it, as --name VALUE or --name=VALUE");
    return set_option(option, argv[++*at], cli);
}

/* One more argument, in quotes if it holds blanks; what does not fit is cut. */
static void append_argument(char *line, size_t size, const char *text) {
    size_t used = strlen(line);
    const char *quote = strpbrk(text, " \t\n'\"") ? "\"" : "";
    snprintf(line + used, size - used, "%s%s%s%s", used ? " " : "", quote, text, quote);
}

/* For provenance: the program by its bare name. */
static void keep_command_line(int argc, char **argv) {
    command_line[0] = history[0] = '\0';
    bool options_end = false;
    for (int a = 0; a < argc; a++) {
        const char *text = argv[a], *slash = a == 0 ? strrchr(text, '/') : NULL;
        if (slash) text = slash + 1;
        const size_t length = strcspn(text, "=");
        const bool is_option = a > 0 && !options_end && strncmp(text, "--", 2) == 0;
        const option_row *option = is_option ? find_option(text + 2, length - 2) : NULL;
        const bool has_word = option && option->kind != OPTION_FLAG && text[length] != '=' && a + 1 < argc;
        options_end = options_end || strcmp(text, "--") == 0;
        for (int k = a; k <= a + has_word; k++) {
            append_argument(command_line, sizeof command_line, k == a ? text : argv[k]);
            if (!option || !option->silent) append_argument(history, sizeof history, k == a ? text : argv[k]);
        }
        a += has_word;
    }
}

static lt_status add_word(const char *word, lt_cli *cli) {
    const int most = (int)(sizeof cli->positional / sizeof *cli->positional);
    if (!cli->command) {
        cli->command = word;
        return LT_OK;
    }
    if (cli->n_positional == most)
        return LT_RAISE(LT_ERR_USAGE, .what = "too many arguments", .expected = lt_fmt("at most %d", most),
                        .found = lt_fmt("\"%s\"", word), .where = "command line",
                        .todo = "name fewer (of files, a pattern in quotes)");
    cli->positional[cli->n_positional++] = word;
    return LT_OK;
}

lt_status lt_cli_parse(int argc, char **argv, lt_cli *out) {
    *out = (lt_cli){.argc = argc, .argv = argv};
    keep_command_line(argc, argv);
    bool options_end = false;
    for (int a = 1; a < argc; a++) {
        bool option = !options_end && argv[a][0] == '-' && argv[a][1];
        if (option && strcmp(argv[a], "--") == 0)
            options_end = true;
        else
            LT_TRY(option ? read_option(argc, argv, &a, out) : add_word(argv[a], out));
    }
    return LT_OK;
}

/* Is name a word of the list "out lang quiet"? */
static bool is_listed(const char *name, const char *list) {
    size_t length = strlen(name);
    for (const char *word = list + strspn(list, " "); *word; word += strspn(word, " ")) {
        size_t n = strcspn(word, " ");
        if (n == length && memcmp(word, name, n) == 0) return true;
        word += n;
    }
    return false;
}

/* "lang quiet" as people type it: "--lang --quiet". */
static const char *with_dashes(const char *list) {
    static _Thread_local char text[512];
    size_t used = 0;
    text[0] = '\0';
    for (const char *word = list + strspn(list, " "); *word && used < sizeof text; word += strspn(word, " ")) {
        int n = (int)strcspn(word, " ");
        used += (size_t)snprintf(text + used, sizeof text - used, "%s--%.*s", used ? " " : "", n, word);
        word += n;
    }
    return text;
}

bool lt_cli_chinese(const lt_cli *cli) {
    return cli && cli->lang && strcmp(cli->lang, "zh") == 0;
}

lt_status lt_cli_allow(const lt_cli *cli, const char *list) {
    for (int o = 0; o < N_OPTIONS; o++) {
        if (strcmp(options[o].name, "help") == 0 || !was_given(&options[o], cli) || is_listed(options[o].name, list))
            continue;
        return LT_RAISE(LT_ERR_USAGE,
                        .what =
                            lt_fmt("lantian %s does not take --%s", cli->command ? cli->command : "", options[o].name),
                        .expected = list[0] ? lt_fmt("some of: %s", with_dashes(list)) : "no option",
                        .todo = "leave it out", .where = "command line", .found = lt_fmt("--%s", options[o].name));
    }
    return LT_OK;
}

static const char *left_of(const option_row *option, char out[LEFT]) {
    snprintf(out, LEFT, "%s--%s %s", strcmp(option->name, "help") == 0 ? "-h, " : "", option->name,
             option->value ? option->value : "");
    return out;
}

static bool is_helped(const option_row *option, const char *list) {
    return strcmp(option->name, "help") == 0 || is_listed(option->name, list);
}

const char *lt_cli_help(const char *list) {
    static _Thread_local char text[4096];
    char left[LEFT];
    size_t used = 0;
    int width = 0;
    text[0] = '\0';
    for (int o = 0; o < N_OPTIONS; o++) {
        const int own = is_helped(&options[o], list) ? (int)strlen(left_of(&options[o], left)) : 0;
        if (own > width) width = own;
    }
    for (int o = 0; o < N_OPTIONS && used < sizeof text; o++) {
        if (!is_helped(&options[o], list)) continue;
        int n =
            snprintf(text + used, sizeof text - used, "  %-*s %s\n", width, left_of(&options[o], left), options[o].doc);
        if (n > 0) used += (size_t)n;
    }
    return text;
}

const char *lt_version(void) {
    return LT_VERSION;
}

const char *lt_command_line(void) {
    return command_line;
}

const char *lt_command_history(void) {
    return history[0] ? history : "lantian";
}
