/* model_text.h - a section `model:` from its text. */
#ifndef LT_TEST_MODEL_TEXT_H
#define LT_TEST_MODEL_TEXT_H

#include "model/driver/model_config.h"

/* The status is that of the section; the text itself must be YAML. Release with lt_model_config_rows. */
static inline lt_status model_text(const char *text, lt_model_config *out) {
    lt_node *node = NULL;
    assert_int_equal(lt_node_parse("case.yaml", text, &node), LT_OK);
    lt_status status = lt_model_config_read(node, out);
    lt_node_free(node);
    return status;
}

#endif
