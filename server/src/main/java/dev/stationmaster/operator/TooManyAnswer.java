package dev.stationmaster.operator;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** 429 with the seconds after which another attempt counts. */
final class TooManyAnswer {
    private TooManyAnswer() {}

    static ResponseEntity<ProblemDetail> of(LoginThrottle.TooMany why) {
        var body = ProblemDetail.forStatusAndDetail(
                HttpStatus.TOO_MANY_REQUESTS,
                "Too many wrong attempts; the next one counts in " + why.seconds() + " seconds.");
        body.setTitle(HttpStatus.TOO_MANY_REQUESTS.getReasonPhrase());
        body.setType(URI.create("urn:stationmaster:problem:too-many-attempts"));
        body.setProperty("code", "too-many-attempts");
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(why.seconds()))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }
}
