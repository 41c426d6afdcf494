# Packages as the lock file names them into WORK/node_modules, then the page. What fails is said and leaves no page: the
# rest of Lantian is built all the same. Packages are installed again only when the lock file changed.
file(READ "${SOURCE}/package-lock.json" lock)
string(SHA256 wanted "${lock}${OMIT}")
set(have "")
if(EXISTS "${WORK}/installed")
  file(READ "${WORK}/installed" have)
endif()
if(NOT have STREQUAL wanted)
  file(REMOVE "${WORK}/installed")
  file(COPY "${SOURCE}/package.json" "${SOURCE}/package-lock.json" "${SOURCE}/.npmrc" DESTINATION "${WORK}")
  # No script of a package is run: nothing here needs one (esbuild brings its program as a package).
  execute_process(COMMAND "${NPM}" ci --ignore-scripts --prefer-offline --no-audit --no-fund ${OMIT}
                  WORKING_DIRECTORY "${WORK}" RESULT_VARIABLE code OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT code EQUAL 0)
    file(REMOVE "${PAGE}")
    message("warning: `npm ci` failed, so the page of the report (report.html) is not built; all else is. It needs the "
            "npm registry once. Build again when there is a network. What npm said:\n${said}")
    return()
  endif()
  file(WRITE "${WORK}/installed" "${wanted}")
endif()
execute_process(COMMAND "${NODE}" "${SOURCE}/build.mjs" "${PAGE}" "${WORK}/node_modules" RESULT_VARIABLE code)
if(NOT code EQUAL 0)
  file(REMOVE "${PAGE}")
  message(FATAL_ERROR "the page of the report could not be built")
endif()
