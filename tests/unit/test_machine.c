/* test_machine.c - the facts of the machine, and the peak of memory that can be forgotten. */
#include "base/machine.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <setjmp.h>
#include <cmocka.h>

#include <cjson/cJSON.h>

static void test_facts(void **state) {
    (void)state;
    char processor[256];
    lt_machine_processor(processor, sizeof processor);
    assert_true(processor[0] != '\0');
    assert_true(lt_machine_cores() >= 1);
    cJSON *machine = lt_machine_json(3);
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(machine, "processor")), processor);
    assert_int_equal((int)cJSON_GetNumberValue(cJSON_GetObjectItem(machine, "threads")), 3);
    assert_true(cJSON_GetNumberValue(cJSON_GetObjectItem(machine, "memory_bytes")) > 1e8);
    cJSON_Delete(machine);
}

/* 64 MB that are touched and given back stand in the peak; once forgotten they do not. */
static void test_peak(void **state) {
    (void)state;
    enum { SIZE = 64 << 20 };
    lt_memory_forget_peak();
    double before = lt_memory_peak_bytes();
    /* from the system and back to it: a library may keep what is freed */
    char *block = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(block != MAP_FAILED);
    memset(block, 1, SIZE);
    __asm__ volatile("" ::"r"(block) : "memory"); /* the compiler may not leave the memory out */
    assert_true(lt_memory_resident_bytes() >= SIZE);
    assert_int_equal(munmap(block, SIZE), 0);
    double peak = lt_memory_peak_bytes();
    assert_true(peak >= before + 0.9 * SIZE && peak < before + 1.5 * SIZE);
    lt_memory_forget_peak();
    assert_true(lt_memory_peak_bytes() < peak - 0.5 * SIZE);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_facts), cmocka_unit_test(test_peak)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
