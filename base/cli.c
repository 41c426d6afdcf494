/* cli.c - the command line: reading and refusing the options of cli_options.c. */
#include "base/cli_private.h"

#include "base/csv.h"
#include "base/number.h"
#include "base/timeaxis.h"

#include <stdio.h>
#include <string.h>

static char command_line[1024], history[1024];

static const lt_cli_option *find_option(const char *name, size_t length) {
    for (int o = 0; o < LT_CLI_N_OPTIONS; o++)
        if (strlen(lt_cli_options[o].name) == length && memcmp(lt_cli_options[o].name, name, length) == 0)
            return &lt_cli_options[o];
    return NULL;
}

const char *(*lt_cli_options_of)(const char *command);

/* The nearest name is one that the command has. */
static lt_status unknown_option(const char *argument, const char *command) {
    const char *names[LT_CLI_N_OPTIONS], *list = lt_cli_options_of && command ? lt_cli_options_of(command) : NULL;
    int n = 0;
    for (int o = 0; o < LT_CLI_N_OPTIONS; o++)
        if (!list || strcmp(lt_cli_options[o].name, "help") == 0 || lt_cli_is_listed(lt_cli_options[o].name, list))
            names[n++] = lt_cli_options[o].name;
    char name[64];
    const char *bare = argument + strspn(argument, "-");
    snprintf(name, sizeof name, "%.*s", (int)strcspn(bare, "="), bare);
    const char *nearest = lt_nearest_name(name, names, n);
    return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("unknown option %s", argument),
                    .todo = nearest ? lt_fmt("did you mean --%s?", nearest) : "see lantian --help",
                    .where = "command line", .expected = "an option of `lantian COMMAND --help`", .found = argument);
}

static lt_status bad_value(const lt_cli_option *option, const char *value, const char *expected) {
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

static lt_status set_count(const lt_cli_option *option, const char *value, long *member) {
    long number;
    if (!lt_number_long(value, &number) || number < 1 || number > option->max)
        return bad_value(option, value, lt_fmt("a whole number from 1 to %ld", option->max));
    *member = number;
    return LT_OK;
}

static bool was_given(const lt_cli_option *option, const lt_cli *cli) {
    const void *member = (const char *)cli + option->offset;
    if (option->kind == LT_CLI_FLAG) return *(const bool *)member;
    if (option->kind == LT_CLI_COUNT) return *(const long *)member != 0;
    if (option->kind == LT_CLI_FILES) return ((const lt_cli_files *)member)->n > 0;
    return *(const char *const *)member != NULL;
}

static lt_status add_file(const lt_cli_option *option, const char *value, lt_cli_files *files) {
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

static lt_status set_option(const lt_cli_option *option, const char *value, lt_cli *cli) {
    void *member = (char *)cli + option->offset;
    lt_time ignored;
    if (option->kind != LT_CLI_FILES && was_given(option, cli))
        return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("--%s is given twice", option->name), .todo = "keep one",
                        .where = "command line", .expected = "every option once",
                        .found = lt_fmt("\"%s\" again", value));
    if (!value[0]) return bad_value(option, value, option->value);
    if (option->kind == LT_CLI_FILES) return add_file(option, value, member);
    if (option->kind == LT_CLI_COUNT) return set_count(option, value, member);
    if (option->kind == LT_CLI_CHOICE && !is_choice(option->value, value))
        return bad_value(option, value, lt_fmt("one of %s", option->value));
    if (option->kind == LT_CLI_DATE && lt_time_parse(value, LT_CST_OFFSET, &ignored) != LT_OK)
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
        return unknown_option(argument, cli->command);
    size_t length = strcspn(name, "=");
    const lt_cli_option *option = find_option(name, length);
    if (!option) return unknown_option(argument, cli->command);
    bool attached = name[length] == '=';
    if (option->kind == LT_CLI_FLAG) {
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
        const lt_cli_option *option = is_option ? find_option(text + 2, length - 2) : NULL;
        const bool has_word = option && option->kind != LT_CLI_FLAG && text[length] != '=' && a + 1 < argc;
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
    for (int o = 0; o < LT_CLI_N_OPTIONS; o++) {
        if (strcmp(lt_cli_options[o].name, "help") == 0 || !was_given(&lt_cli_options[o], cli) ||
            lt_cli_is_listed(lt_cli_options[o].name, list))
            continue;
        return LT_RAISE(
            LT_ERR_USAGE,
            .what = lt_fmt("lantian %s does not take --%s", cli->command ? cli->command : "", lt_cli_options[o].name),
            .expected = list[0] ? lt_fmt("some of: %s", with_dashes(list)) : "no option", .todo = "leave it out",
            .where = "command line", .found = lt_fmt("--%s", lt_cli_options[o].name));
    }
    return LT_OK;
}

const char *lt_version(void) {
    return LT_VERSION;
}

const char *lt_command_line(void) {
    return command_line;
}

void lt_command_stands_for(const char *command) {
    const char *rest = history + strcspn(history, " ");
    rest += *rest == ' ';
    rest += strcspn(rest, " ");
    char kept[sizeof history];
    snprintf(kept, sizeof kept, "%s", rest);
    snprintf(history, sizeof history, "%.200s%.*s", command, (int)(sizeof history - 201), kept);
}

const char *lt_command_history(void) {
    return history[0] ? history : "lantian";
}
