/* test_config.c - YAML to tree, tree to struct, struct to YAML; every fault with its line and what to do. */
#include "base/config.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <math.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/words.h"
#include "tests/support/near.h"

typedef struct layer {
    char *name;
    double top_m;
} layer;

typedef struct room {
    double lid_m;
    bool open;
} room;

typedef struct house {
    char *name, *note, *mode;
    double dx_m, share, temperature_K;
    long n;
    bool fast;
    lt_time start;
    lt_list tags, heights, layers;
    room room;
    lt_node *any, *maybe;
} house;

static const lt_config_row layer_rows[] = {
    {.key = "name", .type = LT_TEXT, .offset = offsetof(layer, name)},
    {.key = "top", .type = LT_REAL_UNIT, .offset = offsetof(layer, top_m), .unit = "m", .min = 1, .max = 20000},
    {0},
};
static const lt_config_row room_rows[] = {
    {.key = "lid", .type = LT_REAL_UNIT, .offset = offsetof(room, lid_m), .unit = "m", .fallback = "1.5 km"},
    {.key = "open", .type = LT_BOOL, .offset = offsetof(room, open), .fallback = "no"},
    {0},
};
static const lt_config_row house_rows[] = {
    {.key = "name", .type = LT_TEXT, .offset = offsetof(house, name), .doc = "what it is called"},
    {.key = "note", .type = LT_TEXT, .offset = offsetof(house, note), .fallback = ""},
    {.key = "mode",
     .type = LT_TEXT,
     .offset = offsetof(house, mode),
     .fallback = "station",
     .choices = "station|synthetic"},
    {.key = "dx", .type = LT_REAL_UNIT, .offset = offsetof(house, dx_m), .unit = "m", .min = 1e3, .max = 1e5},
    {.key = "share", .type = LT_REAL_UNIT, .offset = offsetof(house, share), .unit = "1", .fallback = "0.5", .max = 1},
    {.key = "temperature",
     .type = LT_REAL_UNIT,
     .offset = offsetof(house, temperature_K),
     .unit = "K",
     .fallback = "0 degC"},
    {.key = "n", .type = LT_INT, .offset = offsetof(house, n), .fallback = "4", .min = 1, .max = 9},
    {.key = "fast", .type = LT_BOOL, .offset = offsetof(house, fast), .fallback = "false"},
    {.key = "start", .type = LT_DATE, .offset = offsetof(house, start), .fallback = "2020-01-06"},
    {.key = "tags", .type = LT_TEXTS, .offset = offsetof(house, tags), .fallback = ""},
    {.key = "heights", .type = LT_REALS, .offset = offsetof(house, heights), .unit = "m", .fallback = "", .max = 500},
    {.key = "layers",
     .type = LT_MAPS,
     .offset = offsetof(house, layers),
     .fallback = "",
     .sub = layer_rows,
     .sub_size = sizeof(layer)},
    {.key = "room",
     .type = LT_MAP,
     .offset = offsetof(house, room),
     .fallback = "",
     .sub = room_rows,
     .sub_size = sizeof(room)},
    {.key = "any", .type = LT_ANY, .offset = offsetof(house, any)},
    {.key = "maybe", .type = LT_ANY, .offset = offsetof(house, maybe), .fallback = ""},
    {0},
};

static const char *const full = "name: NO\n"
                                "note: \"says: # \\\"x\\\"\\ny\"\n"
                                "mode: synthetic\n"
                                "dx: 27 km\n"
                                "share: 30 %\n"
                                "temperature: 253.15 K\n"
                                "n: 7\n"
                                "fast: yes\n"
                                "start: 2014-01-06 13:00\n"
                                "tags: [a, 'b c', \xe6\xb2\x88\xe9\x98\xb3]\n"
                                "heights:\n  - 40 m\n  - 0.1 km\n"
                                "layers:\n  - name: low\n    top: 40 m\n  - {name: high, top: 8 km}\n"
                                "room:\n  open: true\n"
                                "any:\n  deep: {x: 1, y: [2, 3]}\n";

static lt_node *parse(const char *text) {
    lt_node *root = NULL;
    if (lt_node_parse("c.yaml", text, &root) != LT_OK) {
        char message[1024];
        lt_error_text(LT_ERR_INPUT, message, sizeof message);
        fail_msg("%s", message);
    }
    return root;
}

static void check_full(const house *h) {
    assert_string_equal(h->name, "NO"); /* nitric oxide stays NO and does not become false */
    assert_string_equal(h->note, "says: # \"x\"\ny");
    assert_string_equal(h->mode, "synthetic");
    assert_true(h->dx_m == 27000.0 && h->temperature_K == 253.15);
    assert_near(h->share, 0.3, 1e-15);
    assert_int_equal(h->n, 7);
    assert_true(h->fast);
    assert_int_equal(h->start, lt_time_from_civil(2014, 1, 6, 5, 0, 0)); /* 13:00 in UTC+8 */
    assert_int_equal(h->tags.n, 3);
    assert_string_equal(((char **)h->tags.items)[1], "b c");
    assert_int_equal(h->heights.n, 2);
    assert_near(((double *)h->heights.items)[1], 100.0, 1e-12);
    assert_int_equal(h->layers.n, 2);
    const layer *layers = h->layers.items;
    assert_string_equal(layers[1].name, "high");
    assert_near(layers[1].top_m, 8000.0, 1e-9);
    assert_true(h->room.open && h->room.lid_m == 1500.0);
    assert_non_null(lt_node_get(lt_node_get(h->any, "deep"), "y"));
    assert_null(h->maybe);
}

static void test_fill(void **state) {
    (void)state;
    lt_node *root = parse(full);
    house h = {0};
    assert_int_equal(lt_config_fill(root, house_rows, &h), LT_OK);
    check_full(&h);
    assert_true(root->used && lt_node_get(root, "any")->used);
    assert_string_equal(lt_node_where(lt_node_get(root, "dx")), "c.yaml:4");
    lt_config_release(house_rows, &h);
    assert_true(h.name == NULL && h.layers.items == NULL && h.layers.n == 0);
    lt_config_release(house_rows, &h); /* twice is harmless */
    lt_node_free(root);
    lt_node_free(NULL);
}

static void test_defaults(void **state) {
    (void)state;
    lt_node *root = parse("name: x\ndx: 9 km\nany: 1\ntags:\nroom:\n");
    house h = {0};
    assert_int_equal(lt_config_fill(root, house_rows, &h), LT_OK);
    assert_null(h.note);
    assert_string_equal(h.mode, "station");
    assert_true(h.share == 0.5 && h.temperature_K == 273.15 && h.n == 4 && !h.fast && h.room.lid_m == 1500.0);
    assert_int_equal(h.start, lt_time_from_civil(2020, 1, 5, 16, 0, 0));
    assert_true(h.tags.n == 0 && h.tags.items == NULL && h.layers.n == 0);
    assert_string_equal(h.any->text, "1");
    lt_config_release(house_rows, &h);
    lt_node_free(root);
    root = parse("name: x\ndx: 9 km\nany: 1\ntags: one\nheights: 3 m\n");
    assert_int_equal(lt_config_fill(root, house_rows, &h), LT_OK);
    assert_int_equal(h.tags.n, 1);
    assert_int_equal(h.heights.n, 1);
    lt_config_release(house_rows, &h);
    lt_node_free(root);
}

/* What is dumped is read back to the same values, and dumps the same again. */
static void test_dump_round_trip(void **state) {
    (void)state;
    lt_node *root = parse(full);
    house h = {0}, back = {0};
    char *text = NULL, *again = NULL;
    assert_int_equal(lt_config_fill(root, house_rows, &h), LT_OK);
    assert_int_equal(lt_config_dump(house_rows, &h, 0, &text), LT_OK);
    assert_non_null(strstr(text, "dx: 27000 m\n"));
    assert_non_null(strstr(text, "start: 2014-01-06T13:00:00+08:00\n"));
    lt_node *second = parse(text);
    assert_int_equal(lt_config_fill(second, house_rows, &back), LT_OK);
    check_full(&back);
    assert_int_equal(lt_config_dump(house_rows, &back, 0, &again), LT_OK);
    assert_string_equal(again, text);
    free(text);
    free(again);
    lt_config_release(house_rows, &h);
    lt_config_release(house_rows, &back);
    lt_node_free(root);
    lt_node_free(second);
}

/* "name: x\ndx: 9 km\nany: 1\n" with one line more (line 4) must fail with these words. */
static void fault(const char *line, const char *const *words) {
    char text[512];
    snprintf(text, sizeof text, "name: x\ndx: 9 km\nany: 1\n%s", line);
    lt_node *root = parse(text);
    house h = {0};
    assert_int_equal(lt_config_fill(root, house_rows, &h), LT_ERR_INPUT);
    expect_words(words);
    assert_true(h.name == NULL && h.tags.items == NULL); /* nothing is left to free */
    lt_node_free(root);
}
#define FAULT(line, ...) fault(line, (const char *const[]){__VA_ARGS__, NULL})

static void test_fill_faults(void **state) {
    (void)state;
    FAULT("hieghts: 3 m\n", "unknown key \"hieghts\"", "c.yaml:4", "did you mean heights?", "one of name");
    FAULT("zzzzzzzz: 3 m\n", "unknown key", "remove the line");
    FAULT("temperature: 253\n", "temperature has no unit", "c.yaml:4", "a number with a unit, e.g. 0 degC", "\"253\"");
    FAULT("temperature: 253 m\n", "another dimension", "converts to K", "\"253 m\"");
    FAULT("temperature: 253 quux\n", "unknown unit", "c.yaml:4");
    FAULT("temperature: warm\n", "temperature is not a number", "\"warm\"");
    FAULT("share: 1.5\n", "share is out of range", "0 to 1", "\"1.5\"");
    FAULT("share: 120 %\n", "share is out of range");
    FAULT("share: 3 km\n", "another dimension");
    FAULT("n: 2.5\n", "n is not a whole number", "\"2.5\"");
    FAULT("n: 10\n", "n is out of range", "1 to 9");
    FAULT("fast: maybe\n", "neither true nor false", "\"maybe\"");
    FAULT("start: 2019-02-29\n", "start is not a date", "\"2019-02-29\"");
    FAULT("mode: sinthetic\n", "none of its choices", "station|synthetic", "did you mean synthetic?");
    FAULT("mode: [station]\n", "wrong kind", "found:    a list");
    FAULT("mode:\n", "mode has no value", "c.yaml:4");
    FAULT("tags: {a: b}\n", "wrong kind", "a list of values");
    FAULT("tags: [[a]]\n", "wrong kind", "one value");
    FAULT("heights: [1 m, 2]\n", "heights has no unit", "a number with a unit, e.g. 2 m");
    FAULT("heights: [1 m, 2 km]\n", "out of range", "0 to 500 m");
    FAULT("layers: {name: a}\n", "a list of maps");
    FAULT("layers: [a]\n", "a map of keys and values");
    FAULT("layers:\n  - name: a\n", "the key top is missing", "c.yaml:5");
    FAULT("layers:\n  - name: a\n    top: 1 m\n    tip: 2\n", "unknown key \"tip\"", "c.yaml:7", "did you mean top?");
    FAULT("room: 3\n", "wrong kind", "a map");
    FAULT("room:\n  lid: 3\n", "lid has no unit", "c.yaml:5", "e.g. 1.5 km");
}

static void test_root_faults(void **state) {
    (void)state;
    house h = {0};
    lt_node *root = parse("name: x\nany: 1\n");
    assert_int_equal(lt_config_fill(root, house_rows, &h), LT_ERR_INPUT);
    EXPECT("the key dx is missing", "c.yaml:1", "add a line \"dx: ...\"");
    lt_node_free(root);
    root = parse("dx: 27\nname: x\nany: 1\n");
    assert_int_equal(lt_config_fill(root, house_rows, &h), LT_ERR_INPUT);
    EXPECT("dx has no unit", "c.yaml:1", "a number with a unit, e.g. 27 m");
    lt_node_free(root);
    root = parse("dx: 9 km\nname: x\n");
    assert_int_equal(lt_config_fill(root, house_rows, &h), LT_ERR_INPUT); /* a required section */
    EXPECT("the key any is missing");
    lt_node_free(root);
    root = parse("dx: 9 km\nname: x\nany:\n");
    assert_int_equal(lt_config_fill(root, house_rows, &h), LT_ERR_INPUT);
    EXPECT("any has no value");
    lt_node_free(root);
    root = parse("- a\n");
    assert_int_equal(lt_config_fill(root, house_rows, &h), LT_ERR_INPUT);
    EXPECT("a map was expected", "found:    a list");
    assert_null(lt_node_get(root, "a"));
    assert_null(lt_node_get(NULL, "a"));
    lt_node_free(root);
}

static void expect_no_yaml(const char *text, const char *const *words) {
    lt_node *root = (lt_node *)1;
    assert_int_equal(lt_node_parse("c.yaml", text, &root), LT_ERR_INPUT);
    assert_null(root);
    expect_words(words);
}
#define NO_YAML(text, ...) expect_no_yaml(text, (const char *const[]){__VA_ARGS__, NULL})

static void test_yaml_faults(void **state) {
    (void)state;
    NO_YAML("a: 1\nb: [1, 2\nc: 3\n", "not valid YAML", "c.yaml:", "column");
    NO_YAML("a: 1\n\tb: 2\n", "c.yaml:2, column 1");
    NO_YAML("a: \"open\n", "not valid YAML");
    NO_YAML("", "empty", "c.yaml");
    NO_YAML("# nothing\n", "empty");
    NO_YAML("a: 1\nb: 2\na: 3\n", "the key a stands twice", "c.yaml:3, column 1", "line 1");
    NO_YAML("x:\n  - {b: 1, b: 2}\n", "the key b stands twice", "c.yaml:2");
    NO_YAML("a: 1\n---\nb: 2\n", "a second document", "c.yaml:2");
    NO_YAML("a: &x 1\nb: 2\n", "anchors", "c.yaml:1, column 4");
    NO_YAML("a: *x\n", "aliases", "c.yaml:1, column 4");
    NO_YAML("a: !!str 1\n", "tags", "c.yaml:1");
    NO_YAML("a: !mine {b: 1}\n", "tags");
    NO_YAML("[a, b]: 1\n", "a key that is not a word");
    NO_YAML("\"\": 1\n", "a key that is not a word");
    NO_YAML("a: \"\\0\"\n", "zero byte");
    NO_YAML("a: \xc9\xf2\n", "UTF-8", "c.yaml");
    NO_YAML("a: b: c\n", "not valid YAML", "c.yaml:1, column 5");
}

/* 32 levels are read, 33 refused: the reader recurses. */
static void test_depth(void **state) {
    (void)state;
    for (int depth = 31; depth <= 5000; depth = depth < 34 ? depth + 1 : depth * 10) {
        char *text = calloc(1, (size_t)depth + 2);
        assert_non_null(text);
        memset(text, '[', (size_t)depth); /* the innermost list is empty */
        char *closed = calloc(1, 2 * (size_t)depth + 2);
        assert_non_null(closed);
        memset(closed, '[', (size_t)depth);
        memset(closed + depth, ']', (size_t)depth);
        lt_node *root = NULL;
        lt_status status = lt_node_parse("c.yaml", closed, &root);
        assert_int_equal(status, depth <= 32 ? LT_OK : LT_ERR_INPUT);
        if (status != LT_OK) EXPECT("nested too deeply", "at most 32 levels");
        lt_node_free(root);
        root = NULL;
        assert_int_equal(lt_node_parse("c.yaml", text, &root), LT_ERR_INPUT);
        free(text);
        free(closed);
    }
}

static char reports[4096];
static int n_reports;

static void on_fault(const char *text, void *context) {
    assert_ptr_equal(context, reports);
    assert_true(strlen(reports) + strlen(text) + 2 < sizeof reports);
    strcat(strcat(reports, text), "\n");
    n_reports++;
}

static void test_all_faults(void **state) {
    (void)state;
    lt_node *root =
        parse("nam: x\ndx: 27\nn: 99\nheights: [1, 2 m, x]\nlayers:\n  - {name: a, top: 3}\n  - b\nany: 1\n");
    assert_int_equal(lt_config_faults(root, house_rows, on_fault, reports), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "8 faults");
    assert_int_equal(n_reports, 8);
    const char *const words[] = {"unknown key \"nam\"", "the key name is missing",    "dx has no unit",
                                 "n is out of range",   "heights has no unit",        "heights is not a number",
                                 "top has no unit",     "layers is of the wrong kind"};
    for (size_t n = 0; n < 8; n++)
        if (!strstr(reports, words[n])) fail_msg("\"%s\" is not in: %s", words[n], reports);
    lt_node_free(root);
    root = parse(full);
    assert_int_equal(lt_config_faults(root, house_rows, on_fault, reports), LT_OK);
    assert_int_equal(n_reports, 8);
    lt_node_free(root);
}

/* What is right stands, what is wrong is zero, NULL or NAN. */
static void test_fill_what_is_right(void **state) {
    (void)state;
    house h = {0};
    int before = n_reports;
    lt_faults faults = {.report = on_fault, .context = reports};
    reports[0] = '\0';
    lt_node *root = parse("name: x\ndx: 27\nn: 3\nheights: [1 m, 2, 3 m]\nany: 1\n");
    assert_int_equal(lt_config_fill_faults(root, house_rows, &faults, &h), LT_OK);
    assert_int_equal(n_reports - before, faults.n);
    assert_string_equal(h.name, "x");
    assert_true(h.dx_m == 0 && h.n == 3 && h.heights.n == 3);
    const double *heights = h.heights.items;
    assert_true(heights[0] == 1 && isnan(heights[1]) && heights[2] == 3);
    lt_config_release(house_rows, &h);
    lt_node_free(root);
}

static void test_many_items(void **state) {
    (void)state;
    static char text[20000];
    char *at = text;
    for (int n = 0; n < 300; n++) at += sprintf(at, "k%d: [", n), at += sprintf(at, "%d]\n", n);
    lt_node *root = parse(text);
    assert_int_equal(root->n, 300);
    for (int n = 0; n < 300; n++) {
        char key[24];
        snprintf(key, sizeof key, "k%d", n);
        assert_int_equal(atoi(lt_node_get(root, key)->items[0]->text), n);
        assert_int_equal(lt_node_get(root, key)->line, n + 1);
    }
    lt_node_free(root);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fill),
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_dump_round_trip),
        cmocka_unit_test(test_fill_faults),
        cmocka_unit_test(test_root_faults),
        cmocka_unit_test(test_yaml_faults),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_all_faults),
        cmocka_unit_test(test_many_items),
        cmocka_unit_test(test_fill_what_is_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
