package dev.stationmaster.operator;

import dev.stationmaster.platform.web.Caller;
import dev.stationmaster.platform.web.Scope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A request whose caller is known: a person with a session, or a program with an API token. */
final class Authenticated extends AbstractAuthenticationToken implements Caller {
    private static final long serialVersionUID = 1;

    private final String name;
    private final String via;
    private final transient Scope scope;
    private final transient @Nullable Session session;

    Authenticated(String name, Role role, String via, Scope scope, @Nullable Session session) {
        super(role.implied().stream()
                .map(implied -> new SimpleGrantedAuthority("ROLE_" + implied.name()))
                .toList());
        this.name = name;
        this.via = via;
        this.scope = scope;
        this.session = session;
        setAuthenticated(true);
    }

    /** Null for a program. */
    @Nullable
    Session session() {
        return session;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String via() {
        return via;
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Authenticated that
                && name.equals(that.name)
                && via.equals(that.via)
                && Objects.equals(session, that.session);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, via, session);
    }
}
