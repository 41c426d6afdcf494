/* config_parse.c - libyaml events to a tree.
 *
 * A subset of YAML on purpose: maps, lists and scalars. Anchors, aliases, tags and several documents are refused,
 * because a reader of the file should see what stands there; depth is limited because the reader recurses. */
#include "base/config.h"
#include "base/outdir.h"

#include <stdlib.h>
#include <string.h>

#include <yaml.h>

enum { DEEPEST = 32 };

typedef struct builder {
    yaml_parser_t parser;
    yaml_event_t event; /* the event being looked at */
    bool has_event;
    const char *file;
    int depth;
} builder;

static const char *event_where(const builder *b) {
    const yaml_mark_t *mark = &b->event.start_mark;
    return lt_fmt("%s:%zu, column %zu", b->file, mark->line + 1, mark->column + 1);
}

static lt_status yaml_error(const builder *b) {
    const yaml_parser_t *p = &b->parser;
    if (p->error == YAML_MEMORY_ERROR) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a YAML file");
    const char *problem = p->problem ? p->problem : "unknown problem";
    if (p->error == YAML_READER_ERROR)
        return LT_RAISE(LT_ERR_INPUT, .what = "not readable as YAML", .where = b->file,
                        .expected = "plain text in UTF-8",
                        .found = lt_fmt("%s at byte %zu", problem, p->problem_offset), .todo = "save it as UTF-8");
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("not valid YAML: %s", problem),
                    .where =
                        lt_fmt("%s:%zu, column %zu", b->file, p->problem_mark.line + 1, p->problem_mark.column + 1),
                    .found = p->context ? p->context : "something else",
                    .todo = "check indentation (blanks, no tabs), colons and quotes near that place",
                    .expected = "YAML of maps, lists and values");
}

static lt_status next_event(builder *b) {
    if (b->has_event) yaml_event_delete(&b->event);
    b->has_event = yaml_parser_parse(&b->parser, &b->event) != 0;
    return b->has_event ? LT_OK : yaml_error(b);
}

static lt_status refuse(const builder *b, const char *what, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = event_where(b), .expected = expected, .todo = "write it so",
                    .found = "something else");
}

static lt_status check_event(const builder *b) {
    const yaml_char_t *anchor = NULL, *tag = NULL;
    switch (b->event.type) {
    case YAML_ALIAS_EVENT:
        return refuse(b, "YAML aliases (*name) are not supported", "the value written out where it is used");
    case YAML_SCALAR_EVENT:
        anchor = b->event.data.scalar.anchor;
        tag = b->event.data.scalar.tag;
        break;
    case YAML_SEQUENCE_START_EVENT:
        anchor = b->event.data.sequence_start.anchor;
        tag = b->event.data.sequence_start.tag;
        break;
    case YAML_MAPPING_START_EVENT:
        anchor = b->event.data.mapping_start.anchor;
        tag = b->event.data.mapping_start.tag;
        break;
    default:
        break;
    }
    if (anchor) return refuse(b, "YAML anchors (&name) are not supported", "the value without an anchor");
    if (tag) return refuse(b, "YAML tags (!type) are not supported", "the value without a tag");
    return LT_OK;
}

static lt_status no_memory(const builder *b) {
    return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a YAML file", .where = b->file);
}

static lt_status take_text(const builder *b, char **out) {
    size_t length = b->event.data.scalar.length;
    const char *value = (const char *)b->event.data.scalar.value;
    if (strlen(value) != length) return refuse(b, "a text with a zero byte", "text");
    *out = strdup(value);
    return *out ? LT_OK : no_memory(b);
}

/* Room for one item more; capacities are powers of two, so they need no member of their own. */
static lt_status reserve(const builder *b, lt_node *node, bool with_key) {
    bool full = node->n == 0 || (node->n >= 4 && (node->n & (node->n - 1)) == 0);
    if (!full) return LT_OK;
    size_t capacity = node->n == 0 ? 4 : 2 * (size_t)node->n;
    lt_node **items = realloc(node->items, capacity * sizeof *items);
    if (!items) return no_memory(b);
    node->items = items;
    if (!with_key) return LT_OK;
    char **keys = realloc(node->keys, capacity * sizeof *keys);
    if (!keys) return no_memory(b);
    node->keys = keys;
    return LT_OK;
}

static lt_status build(builder *b, lt_node **out);

static lt_status build_list(builder *b, lt_node *node) {
    for (;;) {
        LT_TRY(next_event(b));
        if (b->event.type == YAML_SEQUENCE_END_EVENT) return LT_OK;
        LT_TRY(reserve(b, node, false));
        node->items[node->n++] = NULL;
        LT_TRY(build(b, &node->items[node->n - 1]));
    }
}

static lt_status build_map(builder *b, lt_node *node) {
    for (;;) {
        LT_TRY(next_event(b));
        if (b->event.type == YAML_MAPPING_END_EVENT) return LT_OK;
        LT_TRY(check_event(b));
        if (b->event.type != YAML_SCALAR_EVENT || b->event.data.scalar.length == 0)
            return refuse(b, "a key that is not a word", "key: value");
        LT_TRY(reserve(b, node, true));
        const lt_node *first = lt_node_get(node, (const char *)b->event.data.scalar.value);
        if (first)
            return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the key %s stands twice", b->event.data.scalar.value),
                            .where = event_where(b), .expected = "every key once in a map",
                            .found = lt_fmt("the first one on line %d", first->line), .todo = "remove one of them");
        LT_TRY(take_text(b, &node->keys[node->n]));
        node->items[node->n++] = NULL;
        LT_TRY(next_event(b));
        LT_TRY(build(b, &node->items[node->n - 1]));
    }
}

/* The node that starts at the present event; *out is set even on failure, so that the root can free it. */
static lt_status build(builder *b, lt_node **out) {
    LT_TRY(check_event(b));
    if (b->depth >= DEEPEST)
        return refuse(b, "the document is nested too deeply", lt_fmt("at most %d levels", DEEPEST));
    lt_node *node = calloc(1, sizeof *node);
    if (!node) return no_memory(b);
    *out = node;
    node->file = b->file;
    node->line = (int)b->event.start_mark.line + 1;
    node->column = (int)b->event.start_mark.column + 1;
    lt_status status = LT_OK;
    b->depth++;
    if (b->event.type == YAML_SCALAR_EVENT) {
        node->kind = LT_NODE_SCALAR;
        status = take_text(b, &node->text);
    } else if (b->event.type == YAML_SEQUENCE_START_EVENT) {
        node->kind = LT_NODE_LIST;
        status = build_list(b, node);
    } else {
        node->kind = LT_NODE_MAP;
        status = build_map(b, node);
    }
    b->depth--;
    return status;
}

static lt_status build_document(builder *b, lt_node **root) {
    LT_TRY(next_event(b)); /* stream start */
    LT_TRY(next_event(b));
    if (b->event.type == YAML_STREAM_END_EVENT)
        return LT_RAISE(LT_ERR_INPUT, .what = "the document is empty", .where = b->file,
                        .expected = "a map of keys and values", .found = "nothing",
                        .todo = "`lantian example case` prints one");
    LT_TRY(next_event(b));
    LT_TRY(build(b, root));
    LT_TRY(next_event(b)); /* document end */
    LT_TRY(next_event(b));
    if (b->event.type != YAML_STREAM_END_EVENT) return refuse(b, "a second document", "one document a file");
    return LT_OK;
}

lt_status lt_node_parse(const char *name, const char *text, lt_node **out) {
    *out = NULL;
    builder b = {.file = strdup(name)};
    if (!b.file || !yaml_parser_initialize(&b.parser)) {
        free((char *)b.file);
        return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a YAML file", .where = name);
    }
    yaml_parser_set_encoding(&b.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&b.parser, (const unsigned char *)text, strlen(text));
    lt_node *root = NULL;
    lt_status status = build_document(&b, &root);
    if (b.has_event) yaml_event_delete(&b.event);
    yaml_parser_delete(&b.parser);
    if (status == LT_OK) {
        *out = root;
        return LT_OK;
    }
    if (root)
        lt_node_free(root);
    else
        free((char *)b.file);
    return status;
}

lt_status lt_node_read(const char *path, lt_node **out) {
    char *text = NULL;
    *out = NULL;
    LT_TRY(lt_path_read_text(path, &text));
    lt_status status = lt_node_parse(path, text, out);
    free(text);
    return status;
}
