"""What people want to hear of."""

import re

from wtforms import EmailField, Field, SelectMultipleField, ValidationError

from portal.web.forms import AtMost, Filled, PortalForm

ADDRESS = re.compile(r"[^@\s<>\",;:]+@[^@\s<>\",;:]+\.[^@\s<>\",;:.]{2,}")


class IsAddress:
    """Looks like an e-mail address; whether it is one, its owner says by opening the link."""

    def __call__(self, _: PortalForm, field: Field) -> None:
        if not ADDRESS.fullmatch(str(field.data or "").strip()):
            raise ValidationError("Enter an email address, such as name@example.com.")


class SubscribeForm(PortalForm):
    """An address, and the topics to be told of."""

    email = EmailField(
        "Your email address",
        [
            Filled("Enter your email address."),
            AtMost(254, "The email address"),
            IsAddress(),
        ],
    )
    topics = SelectMultipleField("What do you want to hear of?")

    def validate_topics(self, field: Field) -> None:
        if not field.data and not field.errors:
            raise ValidationError("Choose at least one.")


class KeepForm(PortalForm):
    """Which topics go on."""

    class Meta(PortalForm.Meta):
        """The link in the e-mail is the proof: a mail program that stops has no other."""

        csrf = False

    topics = SelectMultipleField("What do you still want to hear of?")


class WishForm(PortalForm):
    """Which e-mails somebody with an account wants."""

    kinds = SelectMultipleField("Which emails do you want?")
