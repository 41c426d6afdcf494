/* machine.h - the machine that a program runs on, and the memory it took: facts for files that say what a run cost. */
#ifndef LT_MACHINE_H
#define LT_MACHINE_H

#include <stddef.h>

struct cJSON;

/* The processor ("AMD EPYC ..."), from /proc/cpuinfo; "unknown" if it does not say. */
void lt_machine_processor(char *out, size_t size);
/* Processors that are there, and bytes of memory. */
long lt_machine_cores(void);
double lt_machine_memory_bytes(void);

/* The object `machine` of every file and of `--json`: processor, cores, threads, memory_bytes. NULL without memory. */
struct cJSON *lt_machine_json(int threads);

/* Peak resident memory since lt_memory_forget_peak, bytes (Linux: /proc/self/clear_refs and VmHWM, proc(5)); elsewhere
 * that of the process since its start. Resident is what the process holds already when the peak is forgotten, too. */
void lt_memory_forget_peak(void);
double lt_memory_peak_bytes(void);
/* Resident now, bytes; 0 where the system does not say. */
double lt_memory_resident_bytes(void);

#endif
