/* config_dump.c - the effective configuration as YAML that lt_config_fill reads back to the same values. */
#include "base/config.h"
#include "base/config_scalar.h"
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_plain(const char *text) {
    if (!text[0] || text[strlen(text) - 1] == ' ') return false;
    bool starts = (text[0] >= '0' && text[0] <= '9') || (text[0] >= 'A' && text[0] <= 'Z') ||
                  (text[0] >= 'a' && text[0] <= 'z') || text[0] == '.' || text[0] == '/' ||
                  (text[0] == '-' && text[1] >= '0' && text[1] <= '9') || (unsigned char)text[0] >= 0xc2;
    for (const char *c = text; *c && starts; c++) {
        bool letter = (*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z');
        if (!letter && !strchr(" ._/+-%()", *c) && (unsigned char)*c < 0x80) return false;
    }
    return starts;
}

static void put_text(FILE *stream, const char *text) {
    if (is_plain(text)) {
        fputs(text, stream);
        return;
    }
    fputc('"', stream);
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (*c == '"' || *c == '\\')
            fprintf(stream, "\\%c", *c);
        else if (*c < 0x20 || *c == 0x7f)
            fprintf(stream, "\\x%02x", *c);
        else
            fputc(*c, stream);
    }
    fputc('"', stream);
}

static void put_indent(FILE *stream, int indent) {
    fprintf(stream, "%*s", indent, "");
}

static void put_real(FILE *stream, const char *unit, double value) {
    char number[40];
    lt_number_text(value, number, sizeof number);
    fprintf(stream, "%s%s%s", number, strcmp(unit, "1") == 0 ? "" : " ", strcmp(unit, "1") == 0 ? "" : unit);
}

static void put_date(FILE *stream, lt_time value) {
    lt_civil c = lt_time_civil(value + LT_CST_OFFSET);
    fprintf(stream, "%04d-%02d-%02dT%02d:%02d:%02d+08:00", c.year, c.month, c.day, c.hour, c.minute, c.second);
}

/* After "key:": a scalar on the same line, lists and maps on lines of their own. */
static void put_node(FILE *stream, const lt_node *node, int indent) {
    if (node->kind == LT_NODE_SCALAR) {
        fputc(' ', stream);
        put_text(stream, node->text);
        fputc('\n', stream);
        return;
    }
    if (node->n == 0) {
        fputs(node->kind == LT_NODE_LIST ? " []\n" : " {}\n", stream);
        return;
    }
    fputc('\n', stream);
    for (int k = 0; k < node->n; k++) {
        put_indent(stream, indent);
        if (node->kind == LT_NODE_LIST)
            fputc('-', stream);
        else {
            put_text(stream, node->keys[k]);
            fputc(':', stream);
        }
        put_node(stream, node->items[k], indent + 2);
    }
}

static void put_rows(FILE *stream, const lt_config_row *rows, const void *values, int indent, bool after_dash);

static void put_list(FILE *stream, const lt_config_row *row, const lt_list *list, int indent) {
    if (list->n == 0) {
        fputs(" []\n", stream);
        return;
    }
    fputc('\n', stream);
    for (long k = 0; k < list->n; k++) {
        put_indent(stream, indent + 2);
        fputs("- ", stream);
        if (row->type == LT_MAPS) {
            put_rows(stream, row->sub, (const char *)list->items + (size_t)k * row->sub_size, indent + 4, true);
            continue;
        }
        if (row->type == LT_TEXTS)
            put_text(stream, ((char **)list->items)[k]);
        else
            put_real(stream, row->unit, ((double *)list->items)[k]);
        fputc('\n', stream);
    }
}

static void put_scalar(FILE *stream, const lt_config_row *row, const void *member) {
    fputc(' ', stream);
    switch (row->type) {
    case LT_TEXT:
        put_text(stream, *(char *const *)member);
        break;
    case LT_REAL_UNIT:
        put_real(stream, row->unit, *(const double *)member);
        break;
    case LT_INT:
        fprintf(stream, "%ld", *(const long *)member);
        break;
    case LT_BOOL:
        fputs(*(const bool *)member ? "true" : "false", stream);
        break;
    default:
        put_date(stream, *(const lt_time *)member);
        break;
    }
    fputc('\n', stream);
}

/* A number that is NAN: its owner keeps "absent" so; a date that may be absent is 0 then. */
static bool is_absent(const lt_config_row *row, const void *member) {
    if (row->type == LT_REAL_UNIT && isnan(*(const double *)member)) return true;
    const bool optional = row->fallback && !row->fallback[0];
    if (row->type == LT_DATE && optional && *(const lt_time *)member == 0) return true;
    bool pointer = row->type == LT_TEXT || row->type == LT_ANY;
    return pointer && *(void *const *)member == NULL;
}

static void put_rows(FILE *stream, const lt_config_row *rows, const void *values, int indent, bool after_dash) {
    for (const lt_config_row *row = rows; row->key; row++) {
        const void *member = (const char *)values + row->offset;
        if (is_absent(row, member)) continue;
        if (!after_dash) put_indent(stream, indent);
        after_dash = false;
        fprintf(stream, "%s:", row->key);
        switch (row->type) {
        case LT_TEXTS:
        case LT_REALS:
        case LT_MAPS:
            put_list(stream, row, member, indent);
            break;
        case LT_MAP:
            fputc('\n', stream);
            put_rows(stream, row->sub, member, indent + 2, false);
            break;
        case LT_ANY:
            put_node(stream, *(lt_node *const *)member, indent + 2);
            break;
        default:
            put_scalar(stream, row, member);
        }
    }
}

lt_status lt_config_dump(const lt_config_row *rows, const void *values, int indent, char **out) {
    size_t size = 0;
    *out = NULL;
    FILE *stream = open_memstream(out, &size);
    if (!stream) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the text of a configuration");
    put_rows(stream, rows, values, indent, false);
    if (fclose(stream) == 0 && *out) return LT_OK;
    free(*out);
    *out = NULL;
    return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the text of a configuration");
}
