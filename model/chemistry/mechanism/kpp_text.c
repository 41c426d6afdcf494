/* kpp_text.c - files in KPP's notation into statements: comments, #INCLUDE, #INLINE, sections, commands.
 *
 * A statement ends at ";" or where a "#" begins the next section or command. What follows an #INCLUDE goes on in the
 * section that the included file ended with, as if all were one file. */
#include "model/chemistry/mechanism/kpp_private.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_DEPTH = 10 /* as KPP */, MOST_FILES = 1000, MOST_WORD = 64 };

/* Where we are in a file, and the statement that grows. */
typedef struct cursor {
    const struct cursor *from; /* the file that includes this one, NULL: none */
    const char *file, *at;
    int line, depth;
    char *text; /* of the statement */
    size_t n;
    int text_line;
} cursor;

static lt_status read_file(lt_kpp *kpp, const char *path, const cursor *from);

/* --- statements --------------------------------------------------------------------------------------------------- */

static lt_status end_statement(lt_kpp *kpp, cursor *c) {
    while (c->n > 0 && isspace((unsigned char)c->text[c->n - 1])) c->n--;
    const size_t n = c->n;
    c->n = 0;
    if (n == 0 || kpp->section == LT_KPP_SKIPPED) return LT_OK;
    if (kpp->section == LT_KPP_NONE)
        return LT_KPP_FAULT(kpp, .what = "text outside of a section", .where = lt_fmt("%s:%d", c->file, c->text_line),
                            .expected = "a section before it: #DEFVAR, #DEFFIX, #EQUATIONS ...",
                            .found = lt_fmt("%.*s", (int)(n < 60 ? n : 60), c->text), .todo = "name the section");
    lt_kpp_statement *s;
    LT_TRY(lt_grow(&kpp->statements, sizeof *s, kpp->n_statements + 1, &kpp->room_statements));
    s = &kpp->statements[kpp->n_statements];
    *s = (lt_kpp_statement){.section = kpp->section, .file = c->file, .line = c->text_line};
    LT_TRY(lt_kpp_copy(c->text, n, &s->text));
    kpp->n_statements++;
    return LT_OK;
}

static void add(cursor *c, char letter) {
    if (c->n == 0) {
        if (isspace((unsigned char)letter)) return;
        c->text_line = c->line;
    }
    c->text[c->n++] = letter;
}

/* --- comments ----------------------------------------------------------------------------------------------------- */

static void skip_line(cursor *c) {
    c->at += strcspn(c->at, "\n");
}

/* At a "!" that begins a statement: the line is left out, and the first such one told. */
static lt_status fortran_comment(lt_kpp *kpp, cursor *c) {
    const char *start = c->at;
    skip_line(c);
    if (kpp->fortran_comments++) return LT_OK;
    return LT_KPP_FAULT(kpp, .what = "a comment of Fortran", .where = lt_fmt("%s:%d", c->file, c->line),
                        .expected = "{ comment }, or // to the end of the line",
                        .found = lt_fmt("%.*s", (int)(c->at - start < 60 ? c->at - start : 60), start),
                        .todo = "write // in place of each ! that begins a comment");
}

/* At "{". A comment does not nest and may span lines. */
static lt_status skip_braces(lt_kpp *kpp, cursor *c) {
    const int line = c->line;
    for (; *c->at && *c->at != '}'; c->at++) c->line += *c->at == '\n';
    if (*c->at) {
        c->at++;
        return LT_OK;
    }
    return LT_KPP_FAULT(kpp, .what = "unbalanced braces: a comment is not closed",
                        .where = lt_fmt("%s:%d", c->file, line), .expected = "} before the end of the file",
                        .found = "{ without its }", .todo = "close the comment");
}

/* --- commands ----------------------------------------------------------------------------------------------------- */

/* The word behind a command, as KPP ends it. */
static void parameter(cursor *c, char *out, size_t size) {
    c->at += strspn(c->at, " \t\r");
    const size_t n = strcspn(c->at, " \t\r\n{}#;");
    snprintf(out, size, "%.*s", (int)(n < size ? n : size - 1), c->at);
    c->at += n;
}

/* The folder of a path with its last "/", "" without one. */
static int folder_length(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? (int)(slash - path) + 1 : 0;
}

static bool is_file(const char *path) {
    char byte;
    return lt_path_exists(path) && lt_path_head(path, &byte, 1) == 1;
}

/* Beside the file that names it, beside the first file, here, among the shipped; the atoms of KPP are built in. */
static lt_status include(lt_kpp *kpp, cursor *c, const char *name, const char *ending) {
    char path[PATH_MAX];
    const char *const beside[] = {c->file, kpp->m->files[0], ""};
    if (*name == '\0')
        return LT_KPP_FAULT(kpp, .what = "no file is named", .where = lt_fmt("%s:%d", c->file, c->line),
                            .expected = "#INCLUDE FILE", .found = "nothing behind it", .todo = "name the file");
    for (int k = 0; k < 3; k++) {
        const int folder = *name == '/' ? 0 : folder_length(beside[k]);
        snprintf(path, sizeof path, "%.*s%s%s", folder, beside[k], name, ending);
        if (is_file(path)) return read_file(kpp, path, c);
    }
    if (*name != '/' && lt_kpp_shipped(lt_fmt("%s%s", name, ending), path, sizeof path) == LT_OK && is_file(path))
        return read_file(kpp, path, c);
    lt_error_clear();
    const char *base = name + folder_length(name);
    if (lt_kpp_same(base, "atoms.kpp") || lt_kpp_same(base, "atoms")) return LT_OK; /* kpp_names.c */
    return LT_KPP_FAULT(kpp, .what = "an included file is missing", .where = lt_fmt("%s:%d", c->file, c->line),
                        .expected = lt_fmt("%s%s beside %s", name, ending, c->file), .found = "no such file",
                        .todo = "put it there, or name where it is");
}

/* At the end of the line of #INLINE TYPE: the code up to #ENDINLINE. */
static lt_status take_inline(lt_kpp *kpp, cursor *c, const char *type) {
    const char *code = c->at;
    lt_kpp_inline *inlined;
    LT_TRY(lt_grow(&kpp->inlines, sizeof *inlined, kpp->n_inlines + 1, &kpp->room_inlines));
    inlined = &kpp->inlines[kpp->n_inlines];
    *inlined = (lt_kpp_inline){.file = c->file, .line = c->line};
    snprintf(inlined->type, sizeof inlined->type, "%.31s", type);
    for (; *c->at; c->at++) {
        if (*c->at == '\n') c->line++;
        if (*c->at == '#' && strncasecmp(c->at + 1, "ENDINLINE", 9) == 0 && lt_kpp_word(c->at + 1) == 9) break;
    }
    LT_TRY(lt_kpp_copy(code, (size_t)(c->at - code), &inlined->code));
    inlined->last_line = c->line;
    kpp->n_inlines++;
    if (*c->at) {
        c->at += 10;
        return LT_OK;
    }
    return LT_KPP_FAULT(kpp, .what = "inlined code without its end", .where = lt_fmt("%s:%d", c->file, inlined->line),
                        .expected = "#ENDINLINE behind it", .found = "the end of the file", .todo = "add #ENDINLINE");
}

static const char *const section_names[] = {
#define NAME(name, pass, reader) #name,
    LT_KPP_SECTIONS(NAME)
#undef NAME
};

/* Commands that change nothing that is computed here: what to print, in which language, by which integrator. */
static const char *const commands[] = {
    "AUTOREDUCE", "CHECKALL",  "DECLARE",   "DOUBLE",       "DRIVER",       "DUMMYINDEX",  "ENDINLINE", "EQNTAGS",
    "FLUX",       "FUNCTION",  "GRAPH",     "HESSIAN",      "INITIALIZE",   "INTEGRATOR",  "INTFILE",   "JACOBIAN",
    "LANGUAGE",   "LOOKATALL", "MEX",       "MINVERSION",   "REORDER",      "RETURNRATES", "RUN",       "SPARSEDATA",
    "STOCHASTIC", "STOICHMAT", "STOICMAT",  "TRANSPORTALL", "UPPERCASEF90", "USE",         "USES",      "WRITE_ATM",
    "WRITE_MAT",  "WRITE_OPT", "WRITE_SPC", "XGRID",        "YGRID",        "ZGRID"};
enum { N_COMMANDS = sizeof commands / sizeof *commands };
static const char *const other_names[] = {"INCLUDE", "INLINE", "MODEL"};

static int find(const char *const *names, int n, const char *name) {
    for (int k = 0; k < n; k++)
        if (lt_kpp_same(names[k], name)) return k;
    return -1;
}

/* A name close to one of KPP's is a slip; another one is a command of a version that we do not know. */
static lt_status unknown(lt_kpp *kpp, const cursor *c, const char *name) {
    const char *names[LT_KPP_N_SECTIONS + N_COMMANDS + 3];
    char upper[MOST_WORD];
    long n = 0;
    for (int k = 0; k < LT_KPP_N_SECTIONS; k++) names[n++] = section_names[k];
    for (int k = 0; k < N_COMMANDS; k++) names[n++] = commands[k];
    for (int k = 0; k < 3; k++) names[n++] = other_names[k];
    snprintf(upper, sizeof upper, "%s", name);
    for (char *u = upper; *u; u++) *u = (char)toupper((unsigned char)*u);
    const char *near = lt_nearest_name(upper, names, n);
    const int meant = near ? find(section_names, LT_KPP_N_SECTIONS, near) : -1;
    kpp->section = meant >= 0 ? (lt_kpp_section)meant : LT_KPP_SKIPPED; /* what follows is read as what was meant */
    if (!near && *name)
        return lt_kpp_remark(kpp, LT_REMARK_SKIPPED, c->file, c->line, -1,
                             "#%s is not known here and is skipped, with what follows it", name);
    return LT_KPP_FAULT(kpp, .what = "no section or command of KPP", .where = lt_fmt("%s:%d", c->file, c->line),
                        .expected = "#DEFVAR, #DEFFIX, #EQUATIONS, #INITVALUES, #INCLUDE ...",
                        .found = lt_fmt("#%s", name),
                        .todo = near ? lt_fmt("did you mean #%s?", near) : "a # begins a section or a command");
}

/* Behind "#". */
static lt_status command(lt_kpp *kpp, cursor *c) {
    char name[MOST_WORD], word[PATH_MAX];
    c->at += strspn(c->at, " \t");
    const size_t n = lt_kpp_word(c->at);
    snprintf(name, sizeof name, "%.*s", (int)(n < sizeof name ? n : sizeof name - 1), c->at);
    c->at += n;
    const int section = find(section_names, LT_KPP_N_SECTIONS, name);
    if (section >= 0) {
        kpp->section = (lt_kpp_section)section;
        return LT_OK;
    }
    if (lt_kpp_same(name, "INCLUDE")) {
        parameter(c, word, sizeof word);
        return include(kpp, c, word, "");
    }
    if (lt_kpp_same(name, "MODEL")) {
        parameter(c, word, sizeof word);
        return include(kpp, c, word, ".def");
    }
    if (lt_kpp_same(name, "INLINE")) {
        kpp->section = LT_KPP_NONE;
        parameter(c, word, sizeof word);
        return take_inline(kpp, c, word);
    }
    if (find(commands, N_COMMANDS, name) < 0) return unknown(kpp, c, name);
    kpp->check_all |= lt_kpp_same(name, "CHECKALL");
    kpp->section = LT_KPP_NONE;
    for (; *c->at && !strchr("\n{#", *c->at); c->at++) /* its parameters */
        if (c->at[0] == '/' && c->at[1] == '/') skip_line(c), c->at--;
    return LT_OK;
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static lt_status cut(lt_kpp *kpp, cursor *c) {
    while (*c->at) {
        const char letter = *c->at;
        if (letter == '/' && c->at[1] == '/') {
            skip_line(c);
            continue;
        }
        if (letter == '!' && c->n == 0 && kpp->section != LT_KPP_SKIPPED) {
            LT_TRY(fortran_comment(kpp, c));
            continue;
        }
        c->at++;
        if (letter == '{') {
            add(c, ' ');
            LT_TRY(skip_braces(kpp, c));
        } else if (letter == '}') {
            LT_TRY(LT_KPP_FAULT(kpp, .what = "unbalanced braces", .where = lt_fmt("%s:%d", c->file, c->line),
                                .expected = "{ before }", .found = "} without its {", .todo = "take it away"));
        } else if (letter == '#') {
            LT_TRY(end_statement(kpp, c));
            LT_TRY(command(kpp, c));
        } else if (letter == ';') {
            LT_TRY(end_statement(kpp, c));
        } else {
            add(c, letter);
            c->line += letter == '\n';
        }
    }
    return end_statement(kpp, c);
}

static lt_status add_file(lt_kpp *kpp, const char *path) {
    LT_TRY(lt_grow(&kpp->m->files, sizeof *kpp->m->files, kpp->m->n_files + 1, &kpp->room_files));
    LT_TRY(lt_kpp_copy(path, strlen(path), &kpp->m->files[kpp->m->n_files]));
    kpp->m->n_files++;
    return LT_OK;
}

/* Is it one of those that are open already, whatever it is called? */
static bool is_open(const char *path, const cursor *from) {
    struct stat info, other;
    if (stat(path, &info) != 0) return false;
    for (; from; from = from->from)
        if (stat(from->file, &other) == 0 && other.st_dev == info.st_dev && other.st_ino == info.st_ino) return true;
    return false;
}

static lt_status read_file(lt_kpp *kpp, const char *path, const cursor *from) {
    char *text = NULL, *buffer = NULL;
    const int depth = from ? from->depth + 1 : 0;
    const char *place = from ? lt_fmt("%s:%d", from->file, from->line) : path;
    if (is_open(path, from))
        return LT_KPP_FAULT(kpp, .what = "a file includes itself", .where = place, .expected = "another file",
                            .found = lt_fmt("#INCLUDE of %s, which is being read", path), .todo = "take it away");
    if (depth > MOST_DEPTH || kpp->m->n_files == MOST_FILES)
        return LT_KPP_FAULT(kpp, .what = "too many included files", .where = place,
                            .expected = lt_fmt("at most %d in each other, %d in all", MOST_DEPTH, MOST_FILES),
                            .found = "more", .todo = "put some of them together");
    LT_TRY(add_file(kpp, path));
    lt_status status = lt_path_read_text(path, &text);
    if (status != LT_OK) return depth > 0 ? lt_faults_take(kpp->faults, status) : status;
    const char *start = text + (strncmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0); /* the mark of UTF-8 */
    status = lt_calloc(strlen(text) + 1, 1, &buffer);
    cursor c = {.file = kpp->m->files[kpp->m->n_files - 1],
                .at = start,
                .line = 1,
                .depth = depth,
                .from = from,
                .text = buffer};
    if (status == LT_OK) status = cut(kpp, &c);
    lt_free(buffer);
    free(text);
    return status;
}

lt_status lt_kpp_files(lt_kpp *kpp, const char *path) {
    kpp->section = LT_KPP_NONE;
    return read_file(kpp, path, NULL);
}
