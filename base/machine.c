#include "base/machine.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* The value of a "key: value" line of a text file of the kernel; false if it is not there. */
static bool proc_line(const char *path, const char *key, char *out, size_t size) {
    FILE *file = fopen(path, "r");
    char line[1024];
    bool found = false;
    while (file != NULL && !found && fgets(line, sizeof line, file) != NULL) {
        char *colon = strchr(line, ':');
        if (colon == NULL || strncmp(line, key, strlen(key)) != 0) continue;
        char *value = colon + 1 + strspn(colon + 1, " \t");
        value[strcspn(value, "\n")] = '\0';
        snprintf(out, size, "%s", value);
        found = true;
    }
    if (file != NULL) fclose(file);
    return found;
}

/* A line of /proc/self/status that counts kibibytes. */
static bool status_bytes(const char *key, double *bytes) {
    char text[64];
    double kib;
    if (!proc_line("/proc/self/status", key, text, sizeof text) || sscanf(text, "%lf", &kib) != 1) return false;
    *bytes = kib * 1024;
    return true;
}

void lt_machine_processor(char *out, size_t size) {
    if (!proc_line("/proc/cpuinfo", "model name", out, size)) snprintf(out, size, "unknown");
}

long lt_machine_cores(void) {
    return sysconf(_SC_NPROCESSORS_ONLN);
}

double lt_machine_memory_bytes(void) {
    return (double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGESIZE);
}

cJSON *lt_machine_json(int threads) {
    char processor[256];
    cJSON *machine = cJSON_CreateObject();
    lt_machine_processor(processor, sizeof processor);
    cJSON_AddStringToObject(machine, "processor", processor);
    cJSON_AddNumberToObject(machine, "cores", (double)lt_machine_cores());
    cJSON_AddNumberToObject(machine, "threads", threads);
    cJSON_AddNumberToObject(machine, "memory_bytes", lt_machine_memory_bytes());
    return machine;
}

void lt_memory_forget_peak(void) {
    FILE *file = fopen("/proc/self/clear_refs", "w"); /* "5" resets VmHWM to the memory in use (proc(5)) */
    if (file == NULL) return;
    fputs("5", file);
    fclose(file);
}

double lt_memory_peak_bytes(void) {
    double bytes;
    if (status_bytes("VmHWM", &bytes)) return bytes;
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? 1024.0 * (double)usage.ru_maxrss : 0.0; /* Linux: kibibytes */
}

double lt_memory_resident_bytes(void) {
    double bytes;
    return status_bytes("VmRSS", &bytes) ? bytes : 0.0;
}
