package org.letterwing.administration;

/** A request can't be answered otherwise than with a problem. */
class ProblemException extends RuntimeException {

    private final transient Problem problem;

    ProblemException(int status, String detail) {
        super(detail);
        problem = new Problem(status, detail);
    }

    Problem problem() {
        return problem;
    }
}
