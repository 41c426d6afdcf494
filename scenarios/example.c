/* example.c - the smallest valid measure, printed by "lantian example measure". */
#include "scenarios/measure.h"

static const char example[] =
    "# A measure: whose word, which records, what happens, what is assumed. The file's name is its id.\n"
    "id: half-coal\n"
    "title_en: Half of the coal of small boilers in Shenyang\n"
    "title_zh: 沈阳小锅炉用煤减半\n"
    "documents:\n"
    "  - id: X                     # letter of the document\n"
    "    name_zh: 示例文件\n"
    "    name_en: an example\n"
    "    clause: （一）\n"
    "    catalogue: X-01           # row of the plan catalogue\n"
    "    force: about              # must, basic, about, strive, in-principle, encourage\n"
    "    word_zh: 左右\n"
    "    quote_zh: 用煤量减少50%左右\n"
    "selector:                     # all conditions must hold; an absent one means any\n"
    "  regions: [Shenyang]\n"
    "  unit_size_max: 35 t/h\n"
    "  built_up: yes\n"
    "actions:                      # in this order\n"
    "  - do: scale_activity\n"
    "    factor: coal_left         # a number with its unit, or the id of an assumption\n"
    "assumptions:\n"
    "  - id: coal_left\n"
    "    value: 50 %\n"
    "    range: [45 %, 55 %]\n"
    "    mark: A                   # V verified, S secondary, D derived, R recalled, A assumed\n"
    "    meaning_en: coal burnt afterwards over coal burnt before\n"
    "    meaning_zh: 之后与之前用煤量之比\n"
    "    reason_en: \"the document says: about 50 %\"\n"
    "    reason_zh: 文件写明50%左右\n"
    "# Save as half-coal.yaml: lantian check half-coal.yaml; lantian scenario apply half-coal.yaml. In a package "
    "beside it:\n"
    "# measures: [half-coal.yaml]; in a case: packages: [half-coal.yaml]. On a ledger of your own: lantian scenario "
    "apply\n"
    "# half-coal.yaml --case my.yaml. Shipped measures may retire more boilers than such a ledger has; this one does "
    "not.\n";

const char *lt_measure_example(void) {
    return example;
}
