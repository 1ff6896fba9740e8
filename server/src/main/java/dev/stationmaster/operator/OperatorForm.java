package dev.stationmaster.operator;

import dev.stationmaster.platform.web.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person as an administrator writes him. In a change, what is absent stays; {@code sites} that is empty lifts the limit, an empty
 * {@code email} takes it away.
 *
 * @param name 1 to 100 characters; never changed, because the audit names it
 * @param role viewer, technician, operator or administrator
 * @param sites names of the sites he is limited to; null is all
 * @param password null sends an invitation instead
 */
record OperatorForm(
        @Nullable String name,
        @Nullable String displayName,
        @Nullable String email,
        @Nullable String role,
        @Nullable List<String> sites,
        @Nullable Boolean disabled,
        @Nullable String password) {
    private static final int LONGEST = 100;
    private static final int LONGEST_EMAIL = 254;

    List<FieldProblem> problems(boolean isNew) {
        var found = new ArrayList<FieldProblem>();
        if (isNew && (name == null || !name.matches("[^\\p{Cntrl}/]{1,100}") || name.isBlank()))
            found.add(new FieldProblem("name", "length 1..100", "name must be: 1 to 100 characters, no slash."));
        if (!isNew && name != null)
            found.add(new FieldProblem("name", "constant", "name cannot be changed: the audit names it."));
        if (isNew
                ? role == null || Role.of(role).isEmpty()
                : role != null && Role.of(role).isEmpty())
            found.add(new FieldProblem("role", "enum", "role must be: viewer, technician, operator or administrator."));
        if (displayName != null && displayName.length() > LONGEST)
            found.add(new FieldProblem("displayName", "maxLength 100", "displayName has at most 100 characters."));
        if (email != null
                && !email.isEmpty()
                && (email.length() > LONGEST_EMAIL || !email.matches("[^@\\s]+@[^@\\s]+")))
            found.add(new FieldProblem("email", "format email", "email must be: an address like name@example.com."));
        if (password != null) {
            FieldProblem problem = Passwords.problem("password", name == null ? "" : name, password);
            if (problem != null) found.add(problem);
        }
        return found;
    }

    /** The password stays out of logs. */
    @Override
    public String toString() {
        return "OperatorForm[name=" + name + ", role=" + role + "]";
    }
}
