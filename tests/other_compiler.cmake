# Builds the program digest_case with COMPILER from SOURCE in BINARY: what tests/invariant/test_digests_long.c compares.
foreach(step "-S;${SOURCE};-B;${BINARY};-G;${GENERATOR};-DCMAKE_C_COMPILER=${COMPILER};-DCMAKE_BUILD_TYPE=Release;-DLT_TESTS=ON;-DLT_REAL=${REAL}"
             "--build;${BINARY};--target;digest_case")
  execute_process(COMMAND ${CMAKE_COMMAND} ${step} RESULT_VARIABLE code OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "${said}")
  endif()
endforeach()
